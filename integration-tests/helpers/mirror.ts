import type { Shop } from "./shop"
import { legacyQuantity } from "./storefront"
import { waitFor } from "./wait-for"

/** Waits until the old storefront shows a number of a size. */
export async function legacyShows(
  shop: Shop,
  sku: string,
  quantity: number
): Promise<void> {
  await waitFor(
    `the legacy store to say ${quantity} of ${sku}`,
    async () => (await legacyQuantity(shop, sku)) === quantity
  )
}

/** The number the old storefront shows for a style, all its sizes together. */
export async function legacyTotal(shop: Shop, sku: string): Promise<number> {
  const { rows } = await shop.legacy.query<{ total_inventory: number }>(
    `SELECT total_inventory FROM products
     WHERE id = (SELECT product_id FROM product_variants WHERE sku = $1)`,
    [sku]
  )
  return rows[0]?.total_inventory ?? Number.NaN
}

/** What led to the last push of a size. */
export async function causesOfLastPush(
  shop: Shop,
  sku: string
): Promise<string[]> {
  const { rows } = await shop.db.query<{ causes: string[] }>(
    `SELECT causes FROM stock_push
     WHERE item_id = (SELECT id FROM product_variant WHERE sku = $1 ORDER BY deleted_at DESC NULLS FIRST LIMIT 1)
     ORDER BY id DESC LIMIT 1`,
    [sku]
  )
  return [...(rows[0]?.causes ?? [])].sort()
}

/** Waits until nothing of the mirror waits or is being pushed. @throws Error that says what still waits */
export async function mirrorAtRest(
  shop: Shop,
  timeoutMs = 120_000
): Promise<void> {
  let open: unknown
  await waitFor(
    "the mirror to be at rest",
    async () => {
      const { rows } = await shop.db.query<{ state: string }>(
        `SELECT 'change' AS state, count(*)::int AS count FROM stock_change HAVING count(*) > 0
         UNION ALL
         SELECT state, count(*)::int FROM stock_item WHERE state IN ('pending', 'running') GROUP BY state`
      )
      open = rows
      return rows.length === 0
    },
    timeoutMs
  ).catch((error: unknown) => {
    throw new Error(`Not at rest: ${JSON.stringify(open)}`, { cause: error })
  })
}

/** Medusa's ids of a size: its variant, its product, its first part, and that part's location. */
export async function idsOf(
  shop: Shop,
  sku: string
): Promise<Record<"variant" | "product" | "item" | "location", string>> {
  const { rows } = await shop.db.query<
    Record<"variant" | "product" | "item" | "location", string>
  >(
    `SELECT variant.id AS variant, variant.product_id AS product,
            level.inventory_item_id AS item, level.location_id AS location
     FROM product_variant AS variant
     JOIN product_variant_inventory_item AS part ON part.variant_id = variant.id
     JOIN inventory_level AS level ON level.inventory_item_id = part.inventory_item_id
     WHERE variant.sku = $1 ORDER BY level.id LIMIT 1`,
    [sku]
  )
  const [row] = rows
  if (!row) {
    throw new Error(`No stock of ${sku}`)
  }
  return row
}
