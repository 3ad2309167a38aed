import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { COARSE_SKU, coarseSku } from "../domain/coarse-sku"
import type { ToldItem } from "../../../modules/storefront-orders/domain/storefront-call"
import type { StorefrontItem } from "../domain/storefront-item"

/** Each branch has an index of its own; see `indexCatalogNamesStep`. */
const CANDIDATES = `
  SELECT id FROM product
  WHERE deleted_at IS NULL AND id IN (
    SELECT product_id FROM product_variant
    WHERE deleted_at IS NULL AND id = ANY(:variants)
    UNION
    SELECT product_id FROM product_variant
    WHERE deleted_at IS NULL AND ${COARSE_SKU} = ANY(:skus)
    UNION
    SELECT product_id FROM product_variant
    WHERE deleted_at IS NULL AND metadata ->> 'stripe_price_id' = ANY(:prices)
    UNION
    SELECT product_id FROM product_variant
    WHERE deleted_at IS NULL AND metadata ->> 'legacy_variant_id' = ANY(:legacyVariants)
    UNION
    SELECT id FROM product
    WHERE deleted_at IS NULL AND id = ANY(:products)
    UNION
    SELECT id FROM product
    WHERE deleted_at IS NULL AND metadata -> 'stripe_price_ids' \\?| :prices
    UNION
    SELECT id FROM product
    WHERE deleted_at IS NULL AND metadata ->> 'legacy_product_id' = ANY(:legacyProducts))`

/**
 * The products that any of the items may be, by any of the names the storefront uses, or by a choice
 * of staff. In SQL, because Medusa's filters do not look inside metadata.
 *
 * @param named the variants that staff chose for the items before, and all that a call names
 * @returns at least those that `matchItem` may need; which of them an item is, it decides
 */
export async function findCandidateProducts(
  knex: Knex,
  items: readonly StorefrontItem[],
  named: { chosen: readonly string[]; told: readonly ToldItem[] }
): Promise<string[]> {
  const { chosen, told } = named
  const { rows } = await knex.raw<{ rows: { id: string }[] }>(CANDIDATES, {
    variants: present([
      ...chosen,
      ...[...items, ...told].map((item) => item.medusaVariantId),
    ]),
    skus: present([...items, ...told].map(({ sku }) => sku && coarseSku(sku))),
    prices: present(items.map((item) => item.stripePriceId)),
    legacyVariants: present(
      [...items, ...told].map((item) => item.legacyVariantId)
    ),
    products: present(told.map((item) => item.medusaProductId)),
    legacyProducts: present(items.map((item) => item.legacyProductId)),
  })
  return rows.map((row) => row.id)
}

function present(values: readonly (string | null | undefined)[]): string[] {
  return [...new Set(values.filter((value): value is string => !!value))]
}
