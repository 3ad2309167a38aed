import { StepResponse, createStep } from "@medusajs/framework/workflows-sdk"
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
 * @returns null where no Checkout Session belongs to the payment.
 */
export const fetchStripePaymentStep = createStep(
  fetchStripePaymentStepId,
  async ({ payment }: FetchStripePaymentStepInput, { container }) => {
    const inbox =
      container.resolve<StripeInboxModuleService>(STRIPE_INBOX_MODULE)
    return new StepResponse(await inbox.fetchPayment(payment))
  }
)
