import { Modules } from "@medusajs/framework/utils"
import { runWorkflow } from "../../../src/lib/run-workflow"
import { SUPABASE_SYNC_MODULE } from "../../../src/modules/supabase-sync"
import type { ReconcileEnd } from "../../../src/modules/supabase-sync/reconcile-types"
import type { SupabaseSyncModuleService } from "../../../src/modules/supabase-sync/service"
import { reconcileStockWorkflowId } from "../../../src/workflows/stock-mirror/workflows/reconcile-stock"
import type { Lab } from "./lab"
import { withMemory } from "./memory"

/** What a run came to. */
export type CompareRun = {
  items: number
  seconds: number
  /** Over what was in use before it began, at most. */
  memoryMb: number
}

/**
 * A full run of the reconcile that repairs nothing, done the way its worker does it once it has
 * claimed it.
 *
 * @throws Error where it did not compare every item, or found one that differs
 */
export async function compareAll({
  container,
  medusa,
}: Lab): Promise<CompareRun> {
  const { reconciler } =
    container.resolve<SupabaseSyncModuleService>(SUPABASE_SYNC_MODULE)
  const engine = container.resolve(Modules.WORKFLOW_ENGINE)
  await medusa.query("TRUNCATE stock_change")
  const { id } = await reconciler.putIn({
    kind: "full",
    repairs: false,
    itemIds: null,
    requestedBy: "bench",
  })
  const [job] = await reconciler.queue.claim(1)
  if (job?.id !== id) {
    throw new Error("The run that was put in is not the one that is due")
  }
  const { result, seconds, memoryMb } = await withMemory(() =>
    runWorkflow<ReconcileEnd>(engine, reconcileStockWorkflowId, {
      run_id: id,
      lease_token: job.leaseToken,
    })
  )
  await reconciler.queue.settle([{ job, settlement: { kind: "done" } }])
  const run = await reconciler.read(id)
  const items = await countItems(medusa)
  if (result !== "done" || run?.compared !== items || run.differing !== 0) {
    throw new Error(
      `The run ended as ${result}: of ${items} items ${run?.compared ?? 0} were compared, ${run?.differing ?? 0} differ`
    )
  }
  return { items, seconds, memoryMb }
}

async function countItems(medusa: Lab["medusa"]): Promise<number> {
  const { rows } = await medusa.query<{ count: number }>(
    `SELECT ((SELECT count(*) FROM product_variant) + (SELECT count(*) FROM product))::int AS count`
  )
  return rows[0]?.count ?? 0
}
