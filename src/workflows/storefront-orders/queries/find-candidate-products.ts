import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { foldSku } from "../domain/fold-text"
import type { StorefrontItem } from "../domain/storefront-item"

const CANDIDATES = `
  SELECT DISTINCT product.id
  FROM product
  JOIN product_variant AS variant ON variant.product_id = product.id AND variant.deleted_at IS NULL
  WHERE product.deleted_at IS NULL
    AND (variant.id = ANY(:variants)
      OR upper(regexp_replace(variant.sku, '\\s+', '', 'g')) = ANY(:skus)
      OR jsonb_exists_any(product.metadata -> 'stripe_price_ids', :prices)
      OR variant.metadata ->> 'stripe_price_id' = ANY(:prices)
      OR product.metadata ->> 'legacy_product_id' = ANY(:legacyProducts))`

/**
 * The products that any of the items may be, by any of the names the storefront uses. In SQL,
 * because Medusa's filters do not look inside metadata.
 */
export async function findCandidateProducts(
  knex: Knex,
  items: readonly StorefrontItem[]
): Promise<string[]> {
  const { rows } = await knex.raw<{ rows: { id: string }[] }>(CANDIDATES, {
    variants: present(items.map((item) => item.medusaVariantId)),
    skus: present(items.map((item) => item.sku)).map(foldSku),
    prices: present(items.map((item) => item.stripePriceId)),
    legacyProducts: present(items.map((item) => item.legacyProductId)),
  })
  return rows.map((row) => row.id)
}

function present(values: readonly (string | null)[]): string[] {
  return [...new Set(values.filter((value): value is string => value !== null))]
}
