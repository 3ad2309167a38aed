import type { Knex } from "@medusajs/framework/mikro-orm/knex"

/*
 * Deleting a variant takes its links away first: found through a link that is gone, it is told to
 * the legacy store as 0. In two halves, because Medusa's index on the item covers live links only.
 */
const CONCERNED_VARIANTS = `
  SELECT concerned.subject_id, concerned.variant_id, variant.product_id
  FROM (
    SELECT inventory_item_id AS subject_id, variant_id FROM product_variant_inventory_item
    WHERE inventory_item_id = ANY(:items) AND deleted_at IS NULL
    UNION
    SELECT inventory_item_id, variant_id FROM product_variant_inventory_item
    WHERE inventory_item_id = ANY(:items) AND deleted_at IS NOT NULL
    UNION
    SELECT id, id FROM unnest(:variants::text[]) AS id
    UNION
    SELECT product_id, id FROM product_variant WHERE product_id = ANY(:products)
  ) AS concerned
  LEFT JOIN product_variant AS variant ON variant.id = concerned.variant_id`

/** What changed, by its kind. */
export type ChangedSubjects = {
  inventoryItemIds: readonly string[]
  variantIds: readonly string[]
  productIds: readonly string[]
}

/** A variant that a change concerns. */
export type ConcernedVariant = {
  /** The inventory item, variant or product that changed. */
  subjectId: string
  variantId: string
  /** Null where the variant is no longer there. */
  productId: string | null
}

type ConcernedRow = {
  subject_id: string
  variant_id: string
  product_id: string | null
}

/**
 * The variants that consist, or once consisted, of any of the inventory items (a kit is one of
 * several of a part), the variants themselves, and those of the products.
 */
export async function findConcernedVariants(
  knex: Knex,
  { inventoryItemIds, variantIds, productIds }: ChangedSubjects
): Promise<ConcernedVariant[]> {
  const { rows } = await knex.raw<{ rows: ConcernedRow[] }>(
    CONCERNED_VARIANTS,
    {
      items: [...inventoryItemIds],
      variants: [...variantIds],
      products: [...productIds],
    }
  )
  return rows.map((row) => ({
    subjectId: row.subject_id,
    variantId: row.variant_id,
    productId: row.product_id,
  }))
}
