/** What the storefront should believe of one sellable thing now. */
export type InventoryItem = {
  variant_id: string
  product_id: string | null
  sku: string | null
  /** The variant's metadata `legacy_variant_id`. */
  legacy_variant_id: string | null
  /** The product's metadata `legacy_product_id`. */
  legacy_product_id: string | null
  /** What can be sold now, as Medusa has it: not what was last pushed. */
  quantity: number
  in_stock: boolean
  /** The version that the legacy store was last told; null where it never was. */
  version: number | null
  /** The quantity that went with it: another than `quantity` while a push is on its way. */
  pushed_quantity: number | null
  /** When the variant, its parts, their stock or a rule about it last changed. UTC. */
  updated_at: string
}

/** In the order of the variants' ids. */
export type InventoryListResponse = {
  items: InventoryItem[]
  limit: number
  /** What `after` of the next page is; null on the last. */
  next_after: string | null
}
