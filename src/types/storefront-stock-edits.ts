/** What came of telling Medusa of one number that was changed in the legacy store. */
export type InventoryEditResult = {
  /**
   * - `unchanged`: Medusa's own number came back, or the edit is counted already
   * - `adjusted`: the difference was added to Medusa's stock
   * - `ignored`: by the policy; the message says what becomes of the number
   * - `conflict`: only a person can settle it
   * - `not_found`: Medusa has nothing of this id or SKU
   * - `failed`: nothing came of it; it may be sent again
   */
  outcome:
    "unchanged" | "adjusted" | "ignored" | "conflict" | "not_found" | "failed"
  message: string
  variant_id: string | null
  /** What was added to Medusa's stock; 0 but for `adjusted`. */
  difference: number
}

/** In the order of the items. */
export type InventoryEditsResponse = { results: InventoryEditResult[] }

/** A number that was changed in the legacy store, and what came of it. */
export type StorefrontStockEdit = {
  id: string
  variant_id: string
  /** Null where the variant is no longer there, or has none. */
  sku: string | null
  title: string | null
  product_title: string | null
  /** The version that the row carried; null where it was never pushed. */
  version: string | null
  quantity_before: number | null
  quantity_after: number
  difference: number
  outcome: string
  /** Who told of it: `trigger`, `reconcile` or `staff`. */
  source: string
  message: string | null
  /** UTC. */
  created_at: string
}

export type StorefrontStockEditListResponse = {
  edits: StorefrontStockEdit[]
  count: number
  offset: number
  limit: number
}
