import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { StepResponse, createStep } from "@medusajs/framework/workflows-sdk"
import { permanentError } from "../../../lib/errors"
import type { ComparedPayment } from "../../../modules/storefront-orders/client/comparisons"
import { STRIPE_INBOX_MODULE } from "../../../modules/stripe-inbox"
import type { StripeInboxModuleService } from "../../../modules/stripe-inbox/service"
import {
  type MedusaSums,
  type PaymentSums,
  type Verdict,
  compareSums,
} from "../domain/compare-sums"
import { readMedusaSums } from "../queries/read-medusa-sums"

/** How a payment stands on both sides. */
export type Comparison = {
  verdict: Verdict
  stripe: PaymentSums
  medusa: MedusaSums
}

export const compareWithStripeStepId = "compare-payment-with-stripe"

/**
 * Reads what was captured and refunded of one payment on both sides.
 *
 * @throws WorkError when Stripe cannot be asked, or has no charge of the payment: then the key is
 *   most likely another account's, which says nothing about the payment.
 */
export const compareWithStripeStep = createStep(
  compareWithStripeStepId,
  async (payment: ComparedPayment, { container }) => {
    const { reader } =
      container.resolve<StripeInboxModuleService>(STRIPE_INBOX_MODULE)
    const knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
    const stripe = await reader.sumsOf(payment.payment_intent_id)
    const medusa = (await readMedusaSums(knex, [payment])).get(payment.order_id)
    if (!stripe || !medusa) {
      throw noCharge(payment)
    }
    const { captured, refunded } = stripe
    return new StepResponse<Comparison>({
      verdict: compareSums(stripe, medusa),
      stripe: { captured, refunded },
      medusa,
    })
  }
)

function noCharge({ payment_intent_id }: ComparedPayment) {
  return permanentError(
    "charge_not_found",
    `Stripe has no charge of ${payment_intent_id}: is STRIPE_API_KEY a key of the account that took it?`
  )
}
