import { StepResponse, createStep } from "@medusajs/framework/workflows-sdk"
import { passingError } from "../../../lib/errors"
import { STRIPE_INBOX_MODULE } from "../../../modules/stripe-inbox"
import type { StripeInboxModuleService } from "../../../modules/stripe-inbox/service"

export type FetchStripePaymentStepInput = {
  /** A PaymentIntent's or Checkout Session's id. */
  payment: string
}

export const fetchStripePaymentStepId = "fetch-stripe-payment"

/**
 * Fetches the Checkout Session and all its line items from Stripe: an event may be old, in another
 * API version's shape, and carries no line items.
 *
 * @throws WorkError while the session of a PaymentIntent that succeeded is still open.
 * @returns null where no Checkout Session belongs to the payment.
 */
export const fetchStripePaymentStep = createStep(
  fetchStripePaymentStepId,
  async ({ payment }: FetchStripePaymentStepInput, { container }) => {
    const inbox =
      container.resolve<StripeInboxModuleService>(STRIPE_INBOX_MODULE)
    const found = await inbox.fetchPayment(payment)
    if (payment.startsWith("pi_") && found?.session.status === "open") {
      // The money is there and its session is about to be completed; the session's own event may
      // never come.
      throw passingError(
        "session_not_complete_yet",
        `The Checkout Session of ${payment} is not complete yet`
      )
    }
    return new StepResponse(found)
  }
)
