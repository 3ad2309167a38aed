import type { InferTypeOf } from "@medusajs/framework/types"
import type { LegacyEdit } from "../../../../../modules/supabase-sync/models/legacy-edit"
import type { StorefrontStockEdit } from "../../../../../types/storefront-stock-edits"

/** A variant by the names that staff know it by. */
export type NamedVariant = {
  id: string
  sku: string | null
  title: string | null
  product?: { title: string } | null
}

/** @param variant undefined where it is no longer there */
export function presentStockEdit(
  edit: InferTypeOf<typeof LegacyEdit>,
  variant: NamedVariant | undefined
): StorefrontStockEdit {
  return {
    id: edit.id,
    variant_id: edit.variant_id,
    sku: variant?.sku ?? null,
    title: variant?.title ?? null,
    product_title: variant?.product?.title ?? null,
    version: edit.version,
    quantity_before: edit.quantity_before,
    quantity_after: edit.quantity_after,
    difference: edit.difference,
    outcome: edit.outcome,
    source: edit.source,
    message: edit.message,
    created_at: new Date(edit.created_at).toISOString(),
  }
}
