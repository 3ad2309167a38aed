import { StepResponse, createStep } from "@medusajs/framework/workflows-sdk"
import { STOREFRONT_ORDERS_MODULE } from "../../../modules/storefront-orders"
import type { DisputesSeen } from "../../../modules/storefront-orders/client/disputes"
import type { StorefrontOrdersModuleService } from "../../../modules/storefront-orders/service"
import { STRIPE_INBOX_MODULE } from "../../../modules/stripe-inbox"
import type { StripeInboxModuleService } from "../../../modules/stripe-inbox/service"
import { disputeFactsOf } from "../domain/dispute-facts"
import type { ImportedPayment } from "./find-imported-payment"

export const fetchDisputesStepId = "fetch-disputes"

/** Asks Stripe how a payment's disputes stand. @throws WorkError when Stripe cannot be asked. */
export const fetchDisputesStep = createStep(
  fetchDisputesStepId,
  async (
    { id, order_id, payment_intent_id }: ImportedPayment,
    { container }
  ) => {
    const ledger = container.resolve<StorefrontOrdersModuleService>(
      STOREFRONT_ORDERS_MODULE
    )
    const inbox =
      container.resolve<StripeInboxModuleService>(STRIPE_INBOX_MODULE)
    // Before Stripe is asked: what others write from now on may be newer than its answer.
    const version = await ledger.disputes.version(id)
    const disputes = payment_intent_id
      ? await inbox.reader.disputesOf(payment_intent_id)
      : []
    return new StepResponse<DisputesSeen>({
      paymentId: id,
      orderId: order_id,
      version,
      disputes: disputes.map(disputeFactsOf),
    })
  }
)
