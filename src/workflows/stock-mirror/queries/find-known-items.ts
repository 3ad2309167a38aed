import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { AskedStockRule, KnownItems } from "../domain/plan-stock-rules"

const VARIANTS = `
  SELECT id, sku FROM product_variant WHERE id = ANY(:ids) AND deleted_at IS NULL
  UNION
  SELECT id, sku FROM product_variant WHERE sku = ANY(:skus) AND deleted_at IS NULL`

const PRODUCTS =
  "SELECT id FROM product WHERE id = ANY(:ids) AND deleted_at IS NULL"

/** The variants and products that rules name, as far as Medusa has them. */
export async function findKnownItems(
  knex: Knex,
  asked: readonly AskedStockRule[]
): Promise<KnownItems> {
  const idsOf = (scope: AskedStockRule["scope"]): string[] =>
    asked.flatMap((rule) => (rule.scope === scope && rule.id ? rule.id : []))
  const { rows: variants } = await knex.raw<{
    rows: { id: string; sku: string | null }[]
  }>(VARIANTS, {
    ids: idsOf("variant"),
    skus: asked.flatMap(({ sku }) => sku ?? []),
  })
  const { rows: products } = await knex.raw<{ rows: { id: string }[] }>(
    PRODUCTS,
    { ids: idsOf("product") }
  )
  return {
    variantIds: new Set(variants.map(({ id }) => id)),
    variantIdBySku: new Map(
      variants.flatMap(({ id, sku }) => (sku === null ? [] : [[sku, id]]))
    ),
    productIds: new Set(products.map(({ id }) => id)),
  }
}
