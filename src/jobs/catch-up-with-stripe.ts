import type { MedusaContainer } from "@medusajs/framework/types"
import { catchUpIntervalMs } from "../config/schedules"
import { catchUpWithStripeWorkflow } from "../workflows/stripe-inbox/workflows/catch-up-with-stripe"

/*
 * A delivery can be lost for good, and an event can fail to be made at all; this finds both. Twice
 * at once is harmless: an event is one row, and a payment one order, whoever brings it.
 */
export default async function catchUpWithStripeJob(
  container: MedusaContainer
): Promise<void> {
  await catchUpWithStripeWorkflow(container).run({
    input: { trigger: "timer" },
  })
}

export const config = {
  name: "catch-up-with-stripe",
  schedule: { interval: catchUpIntervalMs() },
}
