import type { MedusaContainer } from "@medusajs/framework/types"
import { compareIntervalMs } from "../config/schedules"
import { comparePaymentsWorkflow } from "../workflows/storefront-orders/workflows/compare-payments"

/*
 * Whatever went wrong between Stripe and here, staff hear of it within a day: every payment's sums
 * are compared. Twice at once does not happen: the database lets one run go on at a time.
 */
export default async function comparePaymentsJob(
  container: MedusaContainer
): Promise<void> {
  await comparePaymentsWorkflow(container).run()
}

export const config = {
  name: "compare-payments",
  schedule: { interval: compareIntervalMs() },
}
