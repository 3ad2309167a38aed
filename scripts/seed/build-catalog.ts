import { openingStock, stableUuid, stripeId } from "./catalog-ids"
import { oneSize, suitTypes } from "./catalog-sizes"
import { type StyleSheet, styleSheets } from "./catalog-styles"
import type {
  CatalogPrice,
  CatalogPriceTier,
  CatalogStyle,
  CatalogVariant,
  SuitType,
} from "./catalog-types"

const isOnePrice = (prices: StyleSheet["prices"]): prices is CatalogPrice =>
  "usd" in prices

const toTiers = ({ name, prices }: StyleSheet): CatalogPriceTier[] => {
  const tier = (
    type: SuitType | null,
    price: CatalogPrice
  ): CatalogPriceTier => ({
    type,
    price,
    stripePriceIds: {
      usd: stripeId("price", name, type ?? "", "Usd"),
      cad: stripeId("price", name, type ?? "", "Cad"),
    },
  })
  return isOnePrice(prices)
    ? [tier(null, prices)]
    : suitTypes.map((type) => tier(type, prices[type]))
}

const toSku = (code: string, size: string, type: SuitType | null): string =>
  [
    "KCT",
    code,
    ...(size === oneSize ? [] : [size.replace("/", "-")]),
    ...(type ? [`${type[0]}P`] : []),
  ].join("-")

const toVariant = (
  sheet: StyleSheet,
  size: string,
  tier: CatalogPriceTier
): CatalogVariant => {
  const sku = toSku(sheet.code, size, tier.type)
  const isThreePiece = tier.type === "3-Piece"
  return {
    sku,
    legacyVariantId: stableUuid(`variant:${sku}`),
    title: tier.type ? `${size} / ${tier.type}` : size,
    options: tier.type ? { Size: size, Type: tier.type } : { Size: size },
    tier,
    stock: openingStock(sku),
    weightGrams: sheet.weightGrams + (isThreePiece ? 250 : 0),
  }
}

const toStyle = (sheet: StyleSheet): CatalogStyle => {
  const tiers = toTiers(sheet)
  return {
    handle: sheet.name.toLowerCase().replace(/[^a-z0-9]+/g, "-"),
    name: sheet.name,
    description: sheet.description,
    category: sheet.category,
    color: sheet.color,
    material: sheet.material,
    legacyProductId: stableUuid(`product:${sheet.code}`),
    stripeProductId: stripeId("prod", sheet.name),
    tiers,
    variants: tiers.flatMap((tier) =>
      sheet.sizes.map((size) => toVariant(sheet, size, tier))
    ),
  }
}

/** The demo shop: every style with its sellable sizes, the same on every run. */
export const catalog: readonly CatalogStyle[] = styleSheets.map(toStyle)
