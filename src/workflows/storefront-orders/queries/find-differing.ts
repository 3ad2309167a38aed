import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { ComparedPayment } from "../../../modules/storefront-orders/client/comparisons"
import { STRIPE_INBOX_MODULE } from "../../../modules/stripe-inbox"
import type { StripeInboxModuleService } from "../../../modules/stripe-inbox/service"
import { compareSums } from "../domain/compare-sums"
import { findChargeSums } from "./find-charge-sums"
import { readMedusaSums } from "./read-medusa-sums"

/** A batch of payments, by what a first comparison says of them. */
export type ComparedBatch = {
  equal: ComparedPayment[]
  /** Not equal, or of which Stripe has no charge: to be looked at one by one. */
  unclear: ComparedPayment[]
}

/** Compares many payments at a time. @throws WorkError when Stripe cannot be asked. */
export async function findDiffering(
  container: MedusaContainer,
  batch: readonly ComparedPayment[]
): Promise<ComparedBatch> {
  const { reader } =
    container.resolve<StripeInboxModuleService>(STRIPE_INBOX_MODULE)
  const charges = await findChargeSums(
    reader,
    batch.map((payment) => payment.payment_intent_id)
  )
  const sums = await readMedusaSums(
    container.resolve(ContainerRegistrationKeys.PG_CONNECTION),
    batch
  )
  const result: ComparedBatch = { equal: [], unclear: [] }
  for (const payment of batch) {
    const stripe = charges.get(payment.payment_intent_id)
    const medusa = sums.get(payment.order_id)
    const isEqual = stripe && medusa && compareSums(stripe, medusa) === "equal"
    result[isEqual ? "equal" : "unclear"].push(payment)
  }
  return result
}
