/** How much of the stock the storefront must not sell. The narrowest rule wins, figure by figure. */
export type StorefrontStockRule = {
  /** The variant's or the product's id; `general` for all. */
  id: string
  scope: "general" | "product" | "variant"
  /** So many are kept back of each variant; null: as the wider rule says. */
  safety_stock: number | null
  /** With fewer than so many left it counts as sold out; null: as the wider rule says. */
  sold_out_below: number | null
  /** Null for the general rule, and where it was deleted. */
  title: string | null
  /** Of a variant. */
  sku: string | null
  /** Who set it last: a user's or a secret key's id. */
  updated_by: string | null
  /** UTC. */
  updated_at: string
}

export type StorefrontStockRuleListResponse = {
  rules: StorefrontStockRule[]
  count: number
  offset: number
  limit: number
}

export type StorefrontStockRulesResponse = { rules: StorefrontStockRule[] }

export type StorefrontStockRuleDeleteResponse = {
  id: string
  object: "storefront_stock_rule"
  deleted: true
}
