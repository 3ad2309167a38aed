import {
  chooseByWords,
  fixedByPrice,
  unlessContradicted,
} from "./choose-by-words"
import { sameSku } from "./fold-text"
import { itemKey } from "./item-key"
import { type Way, certain, deadEnd } from "./match-way"

/** The storefront names the variant itself. */
export const byVariantId: Way = ({ medusaVariantId }, { variants }) => {
  const variant = variants.find(({ id }) => id === medusaVariantId)
  if (variant) {
    return certain(
      variant,
      "medusa_variant_id",
      "The storefront named the variant by its id"
    )
  }
  return deadEnd(
    medusaVariantId
      ? `The variant «${medusaVariantId}» that the storefront names is no longer there`
      : null
  )
}

/** Staff have said before what the storefront means by these words. */
export const byStaffChoice: Way = (item, { variants, staffChoices = {} }) => {
  const chosen = staffChoices[itemKey(item)]
  const variant = variants.find(({ id }) => id === chosen)
  if (variant) {
    return certain(
      variant,
      "staff_choice",
      "Staff chose this variant when the storefront sold the same item before"
    )
  }
  return deadEnd(
    chosen
      ? "The variant that staff chose for this item before is no longer there"
      : null
  )
}

/** The size as the old storefront numbers it; one that several variants carry names none. */
export const byLegacyVariant: Way = (item, { variants }) => {
  const { legacyVariantId: said } = item
  const owners = variants.filter(
    ({ legacyVariantId }) => legacyVariantId && legacyVariantId === said
  )
  const [only, ...others] = owners
  if (!said || !only || others.length > 0) {
    return others.length > 0
      ? deadEnd(`Several variants are the legacy variant «${said}»`, owners)
      : deadEnd(null)
  }
  const explanation = `The storefront named the variant by its legacy id «${said}»`
  return unlessContradicted(
    item,
    certain(only, "legacy_variant", explanation),
    variants
  )
}

/** The catalogue's SKU; one that only reads alike must be the only one that does. */
export const bySku: Way = (item, { variants }) => {
  const { sku } = item
  if (!sku) {
    return deadEnd(null)
  }
  const [exact, ...others] = variants.filter((variant) => variant.sku === sku)
  if (exact && others.length === 0) {
    const explanation = `The storefront named the SKU «${sku}»`
    return unlessContradicted(
      item,
      certain(exact, "sku", explanation),
      variants
    )
  }
  const alike = variants.filter(
    (variant) => variant.sku && sameSku(variant.sku, sku)
  )
  const [only] = alike
  if (!only || alike.length > 1) {
    return alike.length > 1
      ? deadEnd(`Several variants have a SKU that reads like «${sku}»`, alike)
      : deadEnd(null)
  }
  const explanation = `The storefront's SKU «${sku}» is «${only.sku ?? ""}» but for case, spacing or the form of its characters`
  return unlessContradicted(
    item,
    { ...certain(only, "sku", explanation), confidence: "high" },
    variants
  )
}

/** A Stripe price that is one variant's own; where several claim it, the item's words decide. */
export const byVariantPrice: Way = (item, { variants }) => {
  const owners = variants.filter(
    ({ stripePriceId }) => stripePriceId && stripePriceId === item.stripePriceId
  )
  const [only, ...others] = owners
  if (!only) {
    return deadEnd(null)
  }
  return others.length > 0
    ? chooseByWords(item, owners, "stripe_price_and_size")
    : unlessContradicted(
        item,
        certain(only, "stripe_price", "The Stripe price is this variant's own"),
        variants
      )
}

/** A Stripe price that stands for a style; it may fix some of the options. */
export const byStylePrice: Way = (item, { variants }) => {
  const ofPrice = variants.filter((variant) => fixedByPrice(item, variant))
  return ofPrice.length > 0
    ? chooseByWords(item, ofPrice, "stripe_price_and_size")
    : deadEnd(null)
}

/** The style as the old storefront numbers it. */
export const byLegacyProduct: Way = ({ legacyProductId, ...item }, catalog) => {
  const ofProduct = catalog.variants.filter(
    ({ product }) =>
      legacyProductId && product.legacyProductId === legacyProductId
  )
  return ofProduct.length > 0
    ? chooseByWords(
        { legacyProductId, ...item },
        ofProduct,
        "legacy_product_and_size"
      )
    : deadEnd(null)
}
