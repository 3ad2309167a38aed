export type CatalogCategory =
  "Suits" | "Tuxedos" | "Shirts" | "Vests" | "Ties" | "Shoes"

export const catalogCategories: readonly CatalogCategory[] = [
  "Suits",
  "Tuxedos",
  "Shirts",
  "Vests",
  "Ties",
  "Shoes",
]

/** How many pieces a suit is sold in: the one option that its Stripe price fixes. */
export type SuitType = "2-Piece" | "3-Piece"

/** An amount in major units ($199.99 is 199.99), as Medusa keeps prices. */
export type CatalogPrice = { usd: number; cad: number }

/** What one Stripe price, or a pair of them in two currencies, stands for. */
export type CatalogPriceTier = {
  /** Set where one Stripe product has several prices: the two- and the three-piece suit. */
  type: SuitType | null
  price: CatalogPrice
  stripePriceIds: { usd: string; cad: string }
}

export type CatalogVariant = {
  sku: string
  legacyVariantId: string
  title: string
  /** Values of the Medusa options `Size` and, for suits, `Type`. */
  options: { Size: string; Type?: SuitType }
  tier: CatalogPriceTier
  /** Stocked quantity on the first day. */
  stock: number
  weightGrams: number
}

export type CatalogStyle = {
  handle: string
  name: string
  description: string
  category: CatalogCategory
  color: string
  material: string
  legacyProductId: string
  stripeProductId: string
  tiers: CatalogPriceTier[]
  variants: CatalogVariant[]
}
