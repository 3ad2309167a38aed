import {
  type MedusaNextFunction,
  type MedusaRequest,
  type MedusaResponse,
  errorHandler as medusaErrorHandler,
} from "@medusajs/framework/http"
import { ContainerRegistrationKeys, isObject } from "@medusajs/framework/utils"
import { refusalOfRequest } from "./refusal-of-request"

/** Routes of this project; what Medusa's own routes answer is left as Medusa has it. */
const OUR_ROUTES =
  /^\/(hooks\/payment|admin\/(storefront|inventory)|health)(\/|$)/

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
  if (!OUR_ROUTES.test(req.path)) {
    answerAsMedusa(error, req, res, next)
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
  const json = res.json.bind(res)
  res.json = (body: unknown) => json(withCode(body))
  answerAsMedusa(error, req, res, next)
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
