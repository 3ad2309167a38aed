import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { LegacyEditSource } from "../../../modules/supabase-sync/types"
import type { EditFacts, EditedSubject } from "../domain/legacy-edit"

const VARIANTS = `
  SELECT variant.id AS "variantId", variant.sku,
         variant.deleted_at IS NOT NULL AS deleted,
         variant.manage_inventory AS managed,
         variant.allow_backorder AS backorder,
         coalesce(json_agg(json_build_object(
           'inventoryItemId', part.inventory_item_id, 'required', part.required_quantity
         )) FILTER (WHERE part.inventory_item_id IS NOT NULL), '[]') AS parts
  FROM (
    SELECT id FROM product_variant WHERE id = ANY(:ids)
    UNION
    SELECT id FROM product_variant WHERE sku = ANY(:skus) AND deleted_at IS NULL
  ) AS asked
  JOIN product_variant AS variant ON variant.id = asked.id
  LEFT JOIN product_variant_inventory_item AS part
    ON part.variant_id = variant.id AND part.deleted_at IS NULL
  GROUP BY variant.id`

const PRODUCTS = `
  SELECT product.id, CASE WHEN count(variant.id) = 1 THEN min(variant.id) END AS "soleVariantId"
  FROM product
  LEFT JOIN product_variant AS variant
    ON variant.product_id = product.id AND variant.deleted_at IS NULL
  WHERE product.id = ANY(:ids) AND product.deleted_at IS NULL
  GROUP BY product.id`

type Product = { id: string; soleVariantId: string | null }

/** What reports are about, as far as Medusa has it. */
export type EditedThings = Pick<
  EditFacts,
  "variants" | "productIds" | "soleVariants"
>

/**
 * Finds the variants and products that reports name. A deleted variant is found by its id only.
 *
 * The only variant of a product stands for it where somebody tells of that product by name. Not where
 * both sides were compared: a shop that sums its sizes up by itself shows each edit in two rows then,
 * and it would count twice.
 */
export async function findEditedThings(
  knex: Knex,
  subjects: readonly EditedSubject[],
  source: LegacyEditSource
): Promise<EditedThings> {
  const { rows: products } = await knex.raw<{ rows: Product[] }>(PRODUCTS, {
    ids: subjects.flatMap((one) => (one.kind === "product" ? one.id : [])),
  })
  const soleVariants = new Map(
    products.flatMap(({ id, soleVariantId }) =>
      source !== "trigger" || soleVariantId === null
        ? []
        : [[id, soleVariantId]]
    )
  )
  const named = subjects.flatMap((one) =>
    one.kind === "variant" ? one.id : []
  )
  const { rows: variants } = await knex.raw<{
    rows: EditedThings["variants"]
  }>(VARIANTS, {
    ids: [...named, ...soleVariants.values()],
    skus: subjects.flatMap((one) => (one.kind === "sku" ? one.sku : [])),
  })
  return { variants, productIds: products.map(({ id }) => id), soleVariants }
}
