/** The part of Medusa's catalogue that the lines of one payment may be. */
export type CatalogSnapshot = {
  variants: readonly CatalogVariant[]
  /** What the storefront calls an item (`itemKey`) → the id of the variant that staff once chose. */
  staffChoices?: Readonly<Record<string, string>>
}

export type CatalogVariant = {
  id: string
  title: string
  sku: string | null
  /** Option title → value: `{ Size: "40R", Type: "2-Piece" }`. */
  options: Readonly<Record<string, string>>
  managed: boolean
  /** It may be sold before it is there, so nothing of it is ever short. */
  allowBackorder: boolean
  /** The Stripe price that stands for this size alone, where there is one. */
  stripePriceId: string | null
  /** As the old storefront numbers this size, where it does. */
  legacyVariantId: string | null
  /** What it consists of; empty where its stock is not counted. */
  inventory: readonly { inventoryItemId: string; required: number }[]
  product: CatalogProduct
}

export type CatalogProduct = {
  id: string
  title: string
  handle: string
  subtitle: string | null
  description: string | null
  thumbnail: string | null
  /** Stripe price → the option values it fixes. */
  stripePrices: Readonly<Record<string, Readonly<Record<string, string>>>>
  legacyProductId: string | null
}
