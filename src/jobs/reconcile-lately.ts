import type { MedusaContainer } from "@medusajs/framework/types"
import { reconcileIntervalMs } from "../config/schedules"
import { scheduleReconcileWorkflow } from "../workflows/stock-mirror/workflows/schedule-reconcile"

/*
 * The third net: what neither a trigger nor an event told of is found here, where it changed lately.
 * Twice at once is harmless: of several processes one puts the run in.
 */
export default async function reconcileLatelyJob(
  container: MedusaContainer
): Promise<void> {
  await scheduleReconcileWorkflow(container).run({
    input: { kind: "quick", every_ms: reconcileIntervalMs() },
  })
}

export const config = {
  name: "reconcile-lately",
  schedule: { interval: reconcileIntervalMs() },
}
