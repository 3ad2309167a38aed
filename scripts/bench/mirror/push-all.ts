import { Modules } from "@medusajs/framework/utils"
import { runWorkflow } from "../../../src/lib/run-workflow"
import { BATCHES_AT_ONCE } from "../../../src/modules/supabase-sync/client/push-workers"
import type {
  PushedItem,
  StockItemKind,
} from "../../../src/modules/supabase-sync/types"
import { pushStockWorkflowId } from "../../../src/workflows/stock-mirror/workflows/push-stock"
import type { Lab } from "./lab"
import { requireEqualShops, spoilNumbers } from "./equal-shops"

/** As many as the worker claims at once. */
export const BATCH = 1_000

/** What a run came to. */
export type PushRun = {
  /** Rows that were written, sizes and styles. */
  rows: number
  seconds: number
}

const ITEMS = "SELECT id FROM stock_item WHERE kind = $1 ORDER BY run_at, id"

/**
 * Pushes every item the way the workers do once they have claimed them: the stock is read, what can
 * be sold is computed, it is written to the legacy store under the guard, noted and kept in the
 * history.
 *
 * @throws Error where a number there is not Medusa's afterwards, or a row of the history is missing
 */
export async function pushAll(lab: Lab): Promise<PushRun> {
  const sizes = await batchesOf(lab, "variant")
  const styles = await batchesOf(lab, "product")
  await lab.medusa.query("TRUNCATE stock_push")
  await spoilNumbers(lab)
  const startedAt = performance.now()
  const written = await Promise.all([
    ...lanes("variant", () => pushLane(lab, "variant", sizes)),
    ...lanes("product", () => pushLane(lab, "product", styles)),
  ])
  const seconds = (performance.now() - startedAt) / 1000
  const rows = written.reduce((sum, count) => sum + count, 0)
  await requireEqualShops(lab)
  await requireHistory(lab, rows)
  return { rows, seconds }
}

const lanes = <Lane>(kind: StockItemKind, start: () => Lane): Lane[] =>
  Array.from({ length: BATCHES_AT_ONCE[kind] }, start)

/** One batch after the other. @returns how many rows were written */
async function pushLane(
  { container }: Lab,
  kind: StockItemKind,
  batches: string[][]
): Promise<number> {
  const engine = container.resolve(Modules.WORKFLOW_ENGINE)
  let written = 0
  for (let batch = batches.shift(); batch; batch = batches.shift()) {
    const pushed = await runWorkflow<PushedItem[]>(
      engine,
      pushStockWorkflowId,
      { kind, item_ids: batch }
    )
    written += pushed.filter(({ outcome }) => outcome === "written").length
  }
  return written
}

async function batchesOf(
  { medusa }: Lab,
  kind: StockItemKind
): Promise<string[][]> {
  const { rows } = await medusa.query<{ id: string }>(ITEMS, [kind])
  const count = Math.ceil(rows.length / BATCH)
  return Array.from({ length: count }, (_, number) =>
    rows.slice(number * BATCH, (number + 1) * BATCH).map(({ id }) => id)
  )
}

async function requireHistory({ medusa }: Lab, count: number): Promise<void> {
  const { rows } = await medusa.query<{ noted: number; items: number }>(
    `SELECT count(*)::int AS items, count(push.item_id)::int AS noted FROM stock_item AS item
     LEFT JOIN stock_push AS push ON push.item_id = item.id
       AND push.quantity = item.pushed_quantity AND push.version = item.pushed_version::text`
  )
  const { noted = 0, items = 0 } = rows[0] ?? {}
  if (noted !== count || items !== count) {
    throw new Error(`${count} rows were written, ${noted} of ${items} noted`)
  }
}
