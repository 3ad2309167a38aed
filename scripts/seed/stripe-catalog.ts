import { catalog } from "./build-catalog"
import { toMinorUnits } from "./catalog-money"
import type { CatalogPriceTier, CatalogStyle } from "./catalog-types"

/** The catalogue as the shop's Stripe account has it: a price is a style, never a size. */
export type StripeCatalog = {
  products: {
    id: string
    name: string
    description?: string
    metadata: Record<string, string>
  }[]
  prices: {
    id: string
    product: string
    /** Minor units. */
    unit_amount: number
    currency: "usd" | "cad"
    nickname?: string
    metadata: Record<string, string>
  }[]
}

const currencies = ["usd", "cad"] as const

const toPrices = (
  style: CatalogStyle,
  tier: CatalogPriceTier
): StripeCatalog["prices"] =>
  currencies.map((currency) => ({
    id: tier.stripePriceIds[currency],
    product: style.stripeProductId,
    unit_amount: toMinorUnits(tier.price[currency]),
    currency,
    ...(tier.type ? { nickname: tier.type } : {}),
    metadata: {},
  }))

/** The Stripe products and prices of every style; amounts in minor units. */
export const stripeCatalog = (): StripeCatalog => ({
  products: catalog.map((style) => ({
    id: style.stripeProductId,
    name: style.name,
    description: style.description,
    metadata: { product_id: style.legacyProductId, category: style.category },
  })),
  prices: catalog.flatMap((style) =>
    style.tiers.flatMap((tier) => toPrices(style, tier))
  ),
})
