import type { MedusaContainer } from "@medusajs/framework/types"
import { settleLeftRefundsWorkflow } from "../workflows/storefront-orders/workflows/settle-left-refunds"

/*
 * A process may die between a refund here and its call to Stripe, or after it: no event tells of
 * that. Twice at once is harmless: a payment's refunds are in one worker's hands at a time.
 */
export default async function settleLeftRefundsJob(
  container: MedusaContainer
): Promise<void> {
  await settleLeftRefundsWorkflow(container).run()
}

export const config = {
  name: "settle-left-refunds",
  schedule: { interval: 15_000 },
}
