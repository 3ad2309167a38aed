/** What the storefront says of the thing a line sells, gathered from wherever it says it. */
export type StorefrontItem = {
  /** The Stripe line item's id. */
  lineItemId: string
  /** As the customer read it: «Black Suit (2-Piece)». */
  name: string
  quantity: number
  medusaVariantId: string | null
  legacyVariantId: string | null
  stripePriceId: string | null
  /** Whether that price was made for this one session (`price_data`), and so names nothing. */
  hasInlinePrice: boolean
  legacyProductId: string | null
  sku: string | null
  /** As written: «40R», «40 Regular»; null where it says nothing or «N/A». */
  size: string | null
  color: string | null
  /** «2-Piece» or «3-Piece». */
  pieces: string | null
}
