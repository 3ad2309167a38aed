import type { Knex } from "@medusajs/framework/mikro-orm/knex"
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
  SELECT id FROM product WHERE id = ANY(:ids) AND deleted_at IS NULL`

/** What reports are about, as far as Medusa has it. */
export type EditedThings = Pick<EditFacts, "variants" | "productIds">

/** Finds the variants and products that reports name. A deleted variant is found by its id only. */
export async function findEditedThings(
  knex: Knex,
  subjects: readonly EditedSubject[]
): Promise<EditedThings> {
  const { rows: variants } = await knex.raw<{
    rows: EditedThings["variants"]
  }>(VARIANTS, {
    ids: subjects.flatMap((one) => (one.kind === "variant" ? one.id : [])),
    skus: subjects.flatMap((one) => (one.kind === "sku" ? one.sku : [])),
  })
  const { rows: products } = await knex.raw<{ rows: { id: string }[] }>(
    PRODUCTS,
    { ids: subjects.flatMap((one) => (one.kind === "product" ? one.id : [])) }
  )
  return { variants, productIds: products.map(({ id }) => id) }
}
