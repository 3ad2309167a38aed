import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { KeptPlans, type PlanName } from "../../../lib/kept-plans"

/** Which variants; what is not said does not matter. */
export type SellableFilter = {
  /** Deleted ones are found too: whoever still has them must hear that nothing of them can be sold. */
  variantIds?: readonly string[]
  skus?: readonly string[]
  productIds?: readonly string[]
}

/** A variant, what ties it to the storefront, and what was last pushed of it. */
export type SellableItem = {
  variant_id: string
  product_id: string | null
  sku: string | null
  legacy_variant_id: string | null
  legacy_product_id: string | null
  pushed_version: number | null
  pushed_quantity: number | null
  updated_at: Date
}

/*
 * What is in the list of columns is looked up for the rows of the page alone, by index: levels that
 * were deleted are in none, and would have the whole table read for each row.
 */
const SELLABLE = `
  SELECT variant.id AS variant_id, variant.product_id, variant.sku,
         variant.metadata ->> 'legacy_variant_id' AS legacy_variant_id,
         product.metadata ->> 'legacy_product_id' AS legacy_product_id,
         item.pushed_version::float8 AS pushed_version, item.pushed_quantity,
         greatest(
           variant.updated_at,
           (SELECT max(greatest(part.updated_at, level.updated_at))
            FROM product_variant_inventory_item AS part
            LEFT JOIN inventory_level AS level
              ON level.inventory_item_id = part.inventory_item_id AND level.deleted_at IS NULL
            WHERE part.variant_id = variant.id),
           (SELECT max(rule.updated_at) FROM stock_rule AS rule
            WHERE rule.id IN ('general', variant.product_id, variant.id))
         ) AS updated_at
  FROM product_variant AS variant
  LEFT JOIN product ON product.id = variant.product_id
  LEFT JOIN stock_item AS item ON item.id = variant.id AND item.deleted_at IS NULL`

const plans = new KeptPlans()

/** Some variants in the order of their ids, behind `after`. */
export async function listSellableItems(
  knex: Knex,
  { variantIds, skus, productIds }: SellableFilter,
  { after, limit }: { after: string | null; limit: number }
): Promise<SellableItem[]> {
  const conditions = [
    variantIds ? "id = ANY(:variantIds)" : "deleted_at IS NULL",
    skus && "sku = ANY(:skus) AND deleted_at IS NULL",
    productIds && "product_id = ANY(:productIds)",
    after !== null && "id > :after",
  ].filter((condition) => typeof condition === "string")
  // The limit stands in the text: a plan for any limit would be one for the whole table.
  const page = `SELECT id FROM product_variant
    WHERE ${conditions.join(" AND ")} ORDER BY id LIMIT ${Math.trunc(limit)}`
  const text = `${SELLABLE}
  WHERE variant.id = ANY(ARRAY(${page})) ORDER BY variant.id`
  const execute = (plan: PlanName) =>
    knex
      .raw<{ rows: SellableItem[] }>(text, {
        variantIds: [...(variantIds ?? [])],
        skus: [...(skus ?? [])],
        productIds: [...(productIds ?? [])],
        after,
      })
      .options(plan)
  const isAll = !variantIds && !skus && !productIds
  const { rows } = await (isAll ? plans.run(text, execute) : execute({}))
  return rows
}
