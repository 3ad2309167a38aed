import type { Shop } from "../shop"
import { readTruth } from "./truth"

const SHOWN = 10

/** A row of the legacy store that says something else than what can be sold. */
export type Difference = {
  id: string
  legacy: { quantity: number; in_stock: boolean | null; version: string | null }
  truth: number
  /** Where its push stands, and which were the last. */
  item: unknown
  pushes: unknown
}

/** The first rows of the legacy store, sizes and styles, that differ from the truth. */
export async function differences(shop: Shop): Promise<Difference[]> {
  const truth = await readTruth(shop.db)
  const { rows } = await shop.legacy.query<
    Difference["legacy"] & { id: string; kind: "variants" | "products" }
  >(
    `SELECT 'variants' AS kind, medusa_variant_id AS id, inventory_quantity AS quantity,
            NULL::boolean AS in_stock, medusa_stock_version::text AS version
     FROM product_variants WHERE medusa_variant_id IS NOT NULL
     UNION ALL
     SELECT 'products', medusa_product_id, total_inventory, in_stock, medusa_stock_version::text
     FROM products WHERE medusa_product_id IS NOT NULL`
  )
  const differing = rows.filter(({ kind, id, quantity, in_stock }) => {
    const expected = truth[kind].get(id) ?? 0
    const flag = in_stock ?? expected > 0
    return quantity !== expected || flag !== expected > 0
  })
  return Promise.all(
    differing.slice(0, SHOWN).map(async ({ kind, id, ...legacy }) => ({
      id,
      legacy,
      truth: truth[kind].get(id) ?? 0,
      ...(await whatIsKnownOf(shop, id)),
    }))
  )
}

async function whatIsKnownOf(
  shop: Shop,
  id: string
): Promise<Pick<Difference, "item" | "pushes">> {
  const item = await shop.db.query("SELECT * FROM stock_item WHERE id = $1", [
    id,
  ])
  const pushes = await shop.db.query(
    "SELECT quantity, version, causes, changed_at, pushed_at FROM stock_push WHERE item_id = $1 ORDER BY id DESC LIMIT 3",
    [id]
  )
  return { item: item.rows[0], pushes: pushes.rows }
}

/** Items that were given up. */
export async function deadItems(shop: Shop): Promise<unknown[]> {
  const { rows } = await shop.db.query<object>(
    "SELECT id, outcome_code, outcome_message FROM stock_item WHERE state = 'dead' LIMIT 10"
  )
  return rows
}
