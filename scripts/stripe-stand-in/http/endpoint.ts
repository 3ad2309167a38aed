import { z } from "@medusajs/framework/zod"
import type { Request, RequestHandler } from "express"
import { StripeApiError } from "../errors"
import type { RequestOrigin } from "../events"
import type { StandIn } from "../stand-in"
import { errorAnswer, jsonAnswer, sendAnswer, type Answer } from "./answer"
import { expandObject } from "./expand"
import { saveAnswer, savedAnswer } from "./idempotency"
import { listOf, readParams } from "./params"

/** What a handler is given besides the checked parameters. */
export interface Call {
  /** The ids in the path. */
  path: Record<string, string>
  origin: RequestOrigin
}

const expandParam = z.object({ expand: listOf(z.string()).default([]) })

/**
 * One endpoint of the API: checks the parameters, lets the handler work, expands its answer, and
 * keeps it for the idempotency key. Parameters that the schema does not name are refused.
 */
export function endpoint<Shape extends z.ZodRawShape>(
  standIn: StandIn,
  shape: Shape,
  handler: (params: z.output<z.ZodObject<Shape>>, call: Call) => object
): RequestHandler {
  const schema = z.strictObject(shape)
  const work = (request: Request): object => {
    const { expand, ...rest } = { expand: undefined, ...inputOf(request) }
    const paths = readParams(expandParam, { expand }).expand
    const origin = originOf(standIn, request)
    const result = handler(readParams(schema, rest), {
      path: request.params,
      origin,
    })
    return expandObject(standIn.store, result, paths)
  }
  return (request, response) => {
    const requestId = standIn.requests.of(response).id
    const answer = answerOf(standIn, request, requestId, () => work(request))
    sendAnswer(standIn.requests, response, answer)
  }
}

function answerOf(
  { store }: StandIn,
  request: Request,
  requestId: string,
  work: () => object
): Answer {
  const changes = request.method === "POST"
  try {
    const saved = changes ? savedAnswer(store, request) : undefined
    if (saved) {
      return saved
    }
    const answer = jsonAnswer(work())
    if (changes) {
      saveAnswer(store, request, requestId, answer)
    }
    return answer
  } catch (error) {
    if (!(error instanceof StripeApiError)) {
      throw error
    }
    const answer = errorAnswer(error)
    if (changes && !error.rejectedBeforeWork) {
      saveAnswer(store, request, requestId, answer)
    }
    return answer
  }
}

function inputOf(request: Request): object {
  const input: unknown = request.method === "GET" ? request.query : request.body
  return typeof input === "object" && input !== null ? input : {}
}

function originOf(standIn: StandIn, request: Request): RequestOrigin {
  const id = request.res ? standIn.requests.of(request.res).id : null
  return { id, idempotency_key: request.get("idempotency-key") ?? null }
}
