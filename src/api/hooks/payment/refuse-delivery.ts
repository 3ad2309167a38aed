import type { IncomingMessage, ServerResponse } from "node:http"
import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { STRIPE_INBOX_MODULE } from "../../../modules/stripe-inbox"
import { DeliveryRefusedError } from "../../../modules/stripe-inbox/errors"
import type { StripeInboxModuleService } from "../../../modules/stripe-inbox/service"
import { type RequestRefusal, refusalOfRequest } from "../../refusal-of-request"
import { RefusalLimiter } from "./refusal-limit"
import { sendJson } from "./send-json"

/** How long the rest of a refused body may still come, so that the sender reads the answer. */
const LINGER_MS = 2_000

const limiter = new RefusalLimiter()

/**
 * Answers a delivery that is not kept: 4xx with what was wrong, or 429 where its address has sent too
 * many of them. Each is counted by its code; beyond the limit they are no longer logged.
 *
 * @throws the error where it is not the sender's fault.
 */
export async function refuseDelivery(
  error: unknown,
  req: MedusaRequest,
  res: MedusaResponse
): Promise<void> {
  const refusal = refusalOf(error)
  if (!refusal) {
    throw error
  }
  const { status, ...body } = refusal
  req.scope
    .resolve<StripeInboxModuleService>(STRIPE_INBOX_MODULE)
    .countRefusal(body.code)
  const { retryAfter, isFirstOver } = await limiter.count(req.ip ?? "")
  if (retryAfter === 0 || isFirstOver) {
    req.scope
      .resolve(ContainerRegistrationKeys.LOGGER)
      .warn(
        `stripe hook: delivery refused code=${body.code} request_id=${req.requestId}${isFirstOver ? "; its address is over the limit, the next are not logged" : ""}`
      )
  }
  lingerOver(req, res)
  if (retryAfter > 0) {
    sendJson(res, 429, TOO_MANY, { "Retry-After": retryAfter })
  } else {
    sendJson(res, status, body)
  }
}

const TOO_MANY = {
  type: "not_allowed",
  code: "too_many_refused",
  message: "Too many deliveries from this address were refused; wait and retry",
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
