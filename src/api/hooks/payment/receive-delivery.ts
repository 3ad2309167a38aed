import type { IncomingMessage } from "node:http"
import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { STRIPE_INBOX_MODULE } from "../../../modules/stripe-inbox"
import { InboxUnavailableError } from "../../../modules/stripe-inbox/errors"
import type { StripeInboxModuleService } from "../../../modules/stripe-inbox/service"
import { readDelivery } from "./read-delivery"
import { refuseDelivery } from "./refuse-delivery"
import { sendJson } from "./send-json"

const RETRY_AFTER_SECONDS = 5
/** Bodies being read at once: with 1 MB each the memory they can take. */
const READING_AT_ONCE = 256

let reading = 0

/**
 * Receives Stripe's events. 200 is said only once the event is committed; everything else makes
 * Stripe send it again.
 *
 * Calls the module without a workflow: it is one insert, and a thousand of them a second must not
 * pay for anything else.
 */
export async function receiveDelivery(
  req: MedusaRequest,
  res: MedusaResponse
): Promise<void> {
  const inbox = req.scope.resolve<StripeInboxModuleService>(STRIPE_INBOX_MODULE)
  try {
    const delivery = await readOneOfFew(req)
    const { duplicate } = await inbox.receive(delivery)
    sendJson(res, 200, { received: true, duplicate })
  } catch (error) {
    if (!(error instanceof InboxUnavailableError)) {
      await refuseDelivery(error, req, res)
      return
    }
    req.scope
      .resolve(ContainerRegistrationKeys.LOGGER)
      .error(
        `stripe hook: ${error.message} request_id=${req.requestId}`,
        asError(error.cause)
      )
    sendJson(
      res,
      503,
      {
        type: "unavailable",
        code: "inbox_unavailable",
        message: error.message,
      },
      { "Retry-After": RETRY_AFTER_SECONDS }
    )
  }
}

async function readOneOfFew(
  req: IncomingMessage
): ReturnType<typeof readDelivery> {
  if (reading >= READING_AT_ONCE) {
    throw new InboxUnavailableError("Too many deliveries are being read")
  }
  reading += 1
  try {
    return await readDelivery(req)
  } finally {
    reading -= 1
  }
}

function asError(cause: unknown): Error | undefined {
  return cause instanceof Error ? cause : undefined
}
