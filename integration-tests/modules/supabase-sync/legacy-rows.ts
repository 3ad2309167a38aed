import type { Pool } from "pg"
import {
  type PushOutcomes,
  pushToLegacyStore,
} from "../../../src/modules/supabase-sync/client/legacy-store"
import type {
  LegacyStoreMapping,
  StockFigure,
} from "../../../src/modules/supabase-sync/types"

/** One style with a row for each of the sizes, in the preset of two tables; 50 pieces of each. */
export async function putSizes(
  owner: Pool,
  variantIds: readonly string[]
): Promise<void> {
  await owner.query("TRUNCATE products, product_variants")
  await owner.query(
    `WITH style AS (
       INSERT INTO products (name, price, medusa_product_id, total_inventory)
       VALUES ('Black Suit', 199.99, 'prod_1', 50) RETURNING id
     )
     INSERT INTO product_variants (product_id, price, inventory_quantity, medusa_variant_id)
     SELECT style.id, 199.99, 50, variant FROM style, unnest($1::text[]) AS variant`,
    [variantIds]
  )
}

/** A row for each thing, in the preset of one table. */
export async function putThings(
  owner: Pool,
  variantIds: readonly string[]
): Promise<void> {
  await owner.query("TRUNCATE products")
  await owner.query(
    `INSERT INTO products (name, price, quantity, medusa_variant_id)
     SELECT variant, 19.99, 50, variant FROM unnest($1::text[]) AS variant`,
    [variantIds]
  )
}

/** The sizes' numbers and versions, by variant. */
export async function readSizes(
  owner: Pool
): Promise<{ id: string; quantity: number; version: number | null }[]> {
  const { rows } = await owner.query<{
    id: string
    quantity: number
    version: number | null
  }>(
    `SELECT medusa_variant_id AS id, inventory_quantity AS quantity, medusa_stock_version::float8 AS version
     FROM product_variants ORDER BY medusa_variant_id`
  )
  return rows
}

export function figure(id: string, quantity: number): StockFigure {
  return { id, quantity, inStock: quantity > 0 }
}

/** Pushes sizes, then styles where the mapping has a table for them. */
export async function pushBoth(
  pool: Pool,
  { sellable, style }: LegacyStoreMapping,
  push: {
    version: number
    sellables: readonly StockFigure[]
    styles: readonly StockFigure[]
  }
): Promise<{ sellables: PushOutcomes; styles: PushOutcomes }> {
  const { version } = push
  const sellables = await pushToLegacyStore(pool, sellable, {
    version,
    figures: push.sellables,
  })
  const styles = style
    ? await pushToLegacyStore(pool, style, { version, figures: push.styles })
    : new Map()
  return { sellables, styles }
}
