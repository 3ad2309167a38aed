/**
 * By what an order line was matched to its variant. `storefront_call`: the checkout left a question,
 * and what a call of the storefront said of the item answered it, before staff did.
 */
export type StorefrontMatchedBy =
  | "medusa_variant_id"
  | "staff_choice"
  | "storefront_call"
  | "legacy_variant"
  | "sku"
  | "stripe_price"
  | "stripe_price_and_size"
  | "legacy_product_and_size"

/** What the metadata of an imported order line say of how it was matched; null where it was not. */
export type StorefrontLineMatch = {
  matched_by: StorefrontMatchedBy | null
  /** `certain`, `high` or `fair`. */
  match_confidence: string | null
  /** One sentence for staff. */
  match_explanation: string | null
  /** Whose call named it, a key's id or a user's; only with `storefront_call`. */
  match_called_by?: string | null
}
