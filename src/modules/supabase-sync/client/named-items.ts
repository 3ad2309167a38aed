import type { Pool } from "pg"

/** Items by any of their names. A product stands for itself and for all its variants. */
export type ItemNames = {
  variantIds: readonly string[]
  productIds: readonly string[]
  skus: readonly string[]
}

export type NamedItems = {
  itemIds: string[]
  /** Names that nothing has. */
  notFound: string[]
}

/*
 * What Medusa does not have may still be on the list of what differs. A product that was deleted
 * counts with its variants; of a SKU only what is sold now.
 */
const NAMED = `
  SELECT id AS name, id FROM product_variant WHERE id = ANY($1::text[])
  UNION SELECT item_id, item_id FROM stock_drift
    WHERE item_id = ANY($1::text[] || $2::text[]) AND resolved_at IS NULL AND deleted_at IS NULL
  UNION SELECT id, id FROM product WHERE id = ANY($2::text[])
  UNION SELECT product_id, id FROM product_variant WHERE product_id = ANY($2::text[])
  UNION SELECT sku, id FROM product_variant WHERE sku = ANY($3::text[]) AND deleted_at IS NULL`

/** The variants and products that some names stand for, each once. */
export async function findNamedItems(
  pool: Pool,
  { variantIds, productIds, skus }: ItemNames
): Promise<NamedItems> {
  const { rows } = await pool.query<{ name: string; id: string }>(NAMED, [
    variantIds,
    productIds,
    skus,
  ])
  const found = new Set(rows.map(({ name }) => name))
  const names = new Set([...variantIds, ...productIds, ...skus])
  return {
    itemIds: [...new Set(rows.map(({ id }) => id))].sort(),
    notFound: [...names].filter((name) => !found.has(name)),
  }
}
