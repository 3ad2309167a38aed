import type { MedusaContainer } from "@medusajs/framework/types"
import { scheduleReconcileWorkflow } from "../workflows/stock-mirror/workflows/schedule-reconcile"

const DAY_MS = 24 * 60 * 60 * 1_000

/*
 * Whatever went wrong, within a day the legacy store is as Medusa says, or staff see what is not.
 * Twice at once is harmless: of several processes one puts the run in.
 */
export default async function reconcileAllJob(
  container: MedusaContainer
): Promise<void> {
  await scheduleReconcileWorkflow(container).run({
    input: { kind: "full", every_ms: DAY_MS },
  })
}

export const config = {
  name: "reconcile-all",
  // Each night, when the shop is quiet.
  schedule: "41 2 * * *",
}
