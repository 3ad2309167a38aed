import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { STRIPE_INBOX_MODULE } from "../../../modules/stripe-inbox"
import {
  DeliveryRefusedError,
  InboxUnavailableError,
} from "../../../modules/stripe-inbox/errors"
import type { StripeInboxModuleService } from "../../../modules/stripe-inbox/service"

const RETRY_AFTER_SECONDS = 5

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
  const logger = req.scope.resolve(ContainerRegistrationKeys.LOGGER)
  const inbox = req.scope.resolve<StripeInboxModuleService>(STRIPE_INBOX_MODULE)
  try {
    const { duplicate } = await inbox.receive({
      body: rawBodyOf(req),
      signature: req.headers["stripe-signature"],
    })
    res.status(200).json({ received: true, duplicate })
  } catch (error) {
    if (error instanceof DeliveryRefusedError) {
      logger.warn(
        `stripe hook: delivery refused code=${error.code} request_id=${req.requestId}`
      )
      res.status(400).json({
        type: "invalid_data",
        code: error.code,
        message: error.message,
      })
      return
    }
    if (error instanceof InboxUnavailableError) {
      logger.error(
        `stripe hook: ${error.message} request_id=${req.requestId}`,
        asError(error.cause)
      )
      res.status(503).setHeader("Retry-After", RETRY_AFTER_SECONDS).json({
        type: "unavailable",
        code: "inbox_unavailable",
        message: error.message,
      })
      return
    }
    throw error
  }
}

/** The signature is over the bytes as they came; an empty body has none. */
function rawBodyOf(req: MedusaRequest): Buffer {
  return Buffer.isBuffer(req.rawBody) ? req.rawBody : Buffer.alloc(0)
}

function asError(cause: unknown): Error {
  return cause instanceof Error ? cause : new Error(String(cause))
}
