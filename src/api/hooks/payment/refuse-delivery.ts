import type { IncomingMessage, ServerResponse } from "node:http"
import { DeliveryRefusedError } from "../../../modules/stripe-inbox/errors"
import { addressOf, requestIdOf } from "../../front-door/request-identity"
import { type RequestRefusal, refusalOfRequest } from "../../refusal-of-request"
import type { DeliveryContext } from "./delivery-context"
import { countDelivery, countRefused } from "./delivery-metrics"
import { RefusalLimiter } from "./refusal-limit"
import { sendJson } from "./send-json"

/** How long the rest of a refused body may still come, so that the sender reads the answer. */
const LINGER_MS = 2_000

const TOO_MANY = {
  type: "not_allowed",
  code: "too_many_refused",
  message: "Too many deliveries from this address were refused; wait and retry",
}
const UNEXPECTED = {
  type: "unexpected_state",
  code: "unknown_error",
  message: "The delivery could not be taken; it is logged here, send it again",
}

const limiter = new RefusalLimiter()

/**
 * Answers a delivery that is not kept: 4xx with what was wrong, or 429 where its address has sent too
 * many of them. Each is counted by its code; beyond the limit they are no longer logged. What is not
 * the sender's fault is 500, so that it comes again.
 */
export async function refuseDelivery(
  error: unknown,
  req: IncomingMessage,
  res: ServerResponse,
  { inbox, logger }: DeliveryContext
): Promise<void> {
  const refusal = refusalOf(error)
  if (!refusal) {
    countDelivery("error")
    logger.error(
      `stripe hook: unexpected request_id=${requestIdOf(req)}`,
      error instanceof Error ? error : undefined
    )
    sendJson(res, 500, UNEXPECTED)
    return
  }
  const { status, ...body } = refusal
  inbox.countRefusal(body.code)
  countRefused(body.code)
  const { retryAfter, isFirstOver } = await limiter.count(addressOf(req))
  if (retryAfter === 0 || isFirstOver) {
    logger.warn(
      `stripe hook: delivery refused code=${body.code} request_id=${requestIdOf(req)}${isFirstOver ? "; its address is over the limit, the next are not logged" : ""}`
    )
  }
  lingerOver(req, res)
  if (retryAfter > 0) {
    sendJson(res, 429, TOO_MANY, { "Retry-After": retryAfter })
  } else {
    sendJson(res, status, body)
  }
}

function refusalOf(error: unknown): RequestRefusal | null {
  if (error instanceof DeliveryRefusedError) {
    const { code, message } = error
    return { status: 400, type: "invalid_data", code, message }
  }
  return refusalOfRequest(error)
}

/** What is still to come of the body is thrown away, and after a while cut off. */
function lingerOver(req: IncomingMessage, res: ServerResponse): void {
  if (req.complete) {
    return
  }
  res.setHeader("Connection", "close")
  req.resume()
  const timer = setTimeout(() => req.socket.destroy(), LINGER_MS)
  req.once("close", () => {
    clearTimeout(timer)
  })
}
