import {
  type MedusaNextFunction,
  type MedusaRequest,
  type MedusaResponse,
  errorHandler as medusaErrorHandler,
} from "@medusajs/framework/http"
import { ContainerRegistrationKeys, isObject } from "@medusajs/framework/utils"
import { summarizeFailure } from "../lib/errors"
import { blamingForNames, blamingForValues } from "./blame-the-caller"
import { isUnquotable, refusalOfRequest } from "./refusal-of-request"
import { refusalOfWork } from "./refusal-of-work"
import { RETRY_AFTER_SECONDS, type Refusal, refuse } from "./refuse"

/** Routes of this project, in any case, as Express takes them; the answers of others stay Medusa's. */
const OUR_ROUTES =
  /^\/(hooks\/payment|admin\/(storefront|inventory)|health|metrics)(\/|$)/i

/** Of these, Medusa has other methods, which are left as Medusa has them. */
const OUR_POSTS = /^\/admin\/orders\/?$/i
const OUR_ORDERS = /^\/admin\/orders\/storefront(\/|$)/i

function isOurs({ method, path }: MedusaRequest): boolean {
  return (
    OUR_ROUTES.test(path) ||
    OUR_ORDERS.test(path) ||
    (method === "POST" && OUR_POSTS.test(path))
  )
}

const answerAsMedusa = medusaErrorHandler()

/**
 * Answers what a route or a parser threw. On this project's routes every refusal is JSON
 * `{ type, code, message }`: Medusa leaves the code out of most, and puts a piece of a malformed
 * body into the message and the log.
 */
export function answerError(
  error: unknown,
  req: MedusaRequest,
  res: MedusaResponse,
  next: MedusaNextFunction
): void {
  if (!isOurs(req) && !isUnquotable(error)) {
    const isReading = req.method === "GET" || req.method === "HEAD"
    const blaming = blamingForValues(blamingForNames(error), isReading)
    answerAsMedusa(blaming, req, res, next)
    return
  }
  const refusal = refusalOfRequest(error)
  if (refusal) {
    const { status, ...body } = refusal
    req.scope
      .resolve(ContainerRegistrationKeys.LOGGER)
      .info(
        `request refused status=${status} code=${body.code} path=${req.path}`
      )
    res.status(status).json(body)
    return
  }
  const outage = outageOf(error)
  if (outage) {
    req.scope
      .resolve(ContainerRegistrationKeys.LOGGER)
      .error(
        `request not served code=${outage.code} path=${req.path}: ${summarizeFailure(error).message}`
      )
    res.set("Retry-After", String(RETRY_AFTER_SECONDS))
    refuse(res, outage)
    return
  }
  const json = res.json.bind(res)
  res.json = (body: unknown) => json(withCode(body))
  answerAsMedusa(blamingForNames(error), req, res, next)
}

/** That nothing could be done now; null for any other error. Our database's errors nobody maps. */
function outageOf(error: unknown): Refusal | null {
  if (summarizeFailure(error).retry !== "outage") {
    return null
  }
  return (
    refusalOfWork(error) ?? {
      type: "unavailable",
      code: "database_unavailable",
      message: "The database cannot be reached; try again later",
    }
  )
}

const UNKNOWN = "unknown_error"

/** Medusa's type serves as the code where it has none that is finer. */
function withCode(body: unknown): unknown {
  if (!isObject(body)) {
    return body
  }
  const given: { type?: unknown; code?: unknown } = body
  const type = given.type ?? UNKNOWN
  return { ...body, type, code: given.code ?? type }
}
