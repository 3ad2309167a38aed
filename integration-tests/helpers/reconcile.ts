import type {
  StorefrontDrift,
  StorefrontDriftListResponse,
  StorefrontReconcileResponse,
  StorefrontReconcileRun,
} from "../../src/types/storefront-reconcile"
import type { Shop } from "./shop"
import { variantIdOf } from "./stock"
import { waitFor } from "./wait-for"

const PATH = "/admin/storefront/stock/reconcile"

/** What a run is asked for with. */
export type ReconcileBody = {
  repairs?: boolean
  kind?: "quick" | "full"
  variant_ids?: string[]
  product_ids?: string[]
  skus?: string[]
}

/** Staff ask for a run. */
export async function askToReconcile(
  shop: Shop,
  body: ReconcileBody = {}
): Promise<StorefrontReconcileRun> {
  const { run } = await shop.admin<StorefrontReconcileResponse>(PATH, {
    method: "POST",
    body,
  })
  return run
}

export async function readRun(
  shop: Shop,
  id: string
): Promise<StorefrontReconcileRun> {
  const { run } = await shop.admin<StorefrontReconcileResponse>(`${PATH}/${id}`)
  return run
}

/** Waits until a run has ended, whatever it came to. */
export async function ended(
  shop: Shop,
  id: string,
  timeoutMs = 30_000
): Promise<StorefrontReconcileRun> {
  return waitFor(
    `the run ${id} to end`,
    async () => {
      const run = await readRun(shop, id)
      return run.finished_at !== null && run
    },
    timeoutMs
  )
}

/** Compares, and waits until that is done. */
export async function reconcile(
  shop: Shop,
  body: ReconcileBody = {}
): Promise<StorefrontReconcileRun> {
  return ended(shop, (await askToReconcile(shop, body)).id)
}

/** What differs, newest first. @param query such as `state=all&limit=200` */
export async function listDrift(
  shop: Shop,
  query = "limit=200"
): Promise<StorefrontDrift[]> {
  const { drift } = await shop.admin<StorefrontDriftListResponse>(
    `/admin/storefront/stock/drift?${query}`
  )
  return drift
}

/** The cause of each open difference, by SKU or else by the item's id. */
export async function causesOf(shop: Shop): Promise<Record<string, string>> {
  const drift = await listDrift(shop)
  return Object.fromEntries(
    drift.map(({ sku, item_id, cause }) => [sku ?? item_id, cause])
  )
}

/** Changes what lies on the shelves of sizes, and no trigger and no event tells of it. */
export async function changeUnseen(
  shop: Shop,
  skus: readonly string[],
  stocked: number
): Promise<void> {
  const client = await shop.db.connect()
  try {
    await client.query("BEGIN; SET LOCAL session_replication_role = replica")
    await client.query(
      `UPDATE inventory_level AS level
       SET stocked_quantity = $2::int, updated_at = clock_timestamp(),
           raw_stocked_quantity = jsonb_build_object('value', $2::text, 'precision', 20)
       FROM product_variant_inventory_item AS part
       JOIN product_variant AS variant ON variant.id = part.variant_id
       WHERE level.inventory_item_id = part.inventory_item_id AND variant.sku = ANY($1)`,
      [skus, stocked]
    )
    await client.query("COMMIT")
  } finally {
    client.release()
  }
}

/** Changes a size's row in the legacy store, as only its owner can. @param set SQL */
export async function changeThere(
  shop: Shop,
  sku: string,
  set: string
): Promise<void> {
  await shop.legacy.query(
    `UPDATE product_variants SET ${set} WHERE medusa_variant_id = $1`,
    [await variantIdOf(shop, sku)]
  )
}

/** Everything that a dry run must leave as it is. */
export async function snapshotOf(shop: Shop): Promise<unknown> {
  const { rows: sizes } = await shop.legacy.query(
    `SELECT id, inventory_quantity, medusa_stock_version, medusa_synced_at FROM product_variants ORDER BY id`
  )
  const { rows: styles } = await shop.legacy.query(
    "SELECT id, total_inventory, in_stock, medusa_stock_version FROM products ORDER BY id"
  )
  const { rows: items } = await shop.db.query(
    "SELECT id, generation, state, pushed_version FROM stock_item ORDER BY id"
  )
  return { sizes, styles, items }
}

/** Rows there whose ids Medusa does not have, and that cannot be sold: nothing differs. */
export async function putUnknownRows(shop: Shop, count: number): Promise<void> {
  await shop.legacy.query(
    `INSERT INTO product_variants (product_id, price, inventory_quantity, medusa_variant_id)
     SELECT (SELECT id FROM products LIMIT 1), 1, 0, 'variant_unknown_' || lpad(row::text, 6, '0')
     FROM generate_series(1, $1::int) AS row`,
    [count]
  )
}

/** Keeps runs from noting what differs: the next that finds something stands there. @returns lets go */
export async function holdDrift(shop: Shop): Promise<() => Promise<void>> {
  const client = await shop.db.connect()
  await client.query("BEGIN; LOCK TABLE stock_drift IN EXCLUSIVE MODE")
  return async () => {
    await client.query("ROLLBACK")
    client.release()
  }
}

/** Waits until a run has come so far. */
export async function comparedAtLeast(
  shop: Shop,
  id: string,
  count: number
): Promise<void> {
  await waitFor(`${count} items to be compared`, async () => {
    const { rows } = await shop.db.query<{ compared: number }>(
      "SELECT compared FROM stock_reconcile WHERE id = $1 AND state = 'running'",
      [id]
    )
    return (rows[0]?.compared ?? 0) >= count
  })
}

/** Waits until nothing is being compared, and nothing waits to be. */
export async function noRunOpen(shop: Shop): Promise<void> {
  await waitFor("all runs to end", async () => {
    const { rows } = await shop.db.query(
      "SELECT 1 FROM stock_reconcile WHERE state IN ('pending', 'running')"
    )
    return rows.length === 0
  })
}
