import type Stripe from "stripe"
import { invalidParameter } from "../errors"
import { idOf } from "../ids"
import { buildPrice } from "../objects/price"
import { buildProduct } from "../objects/product"
import { buildShippingRate } from "../objects/shipping-rate"
import type {
  CustomFieldParams,
  LineItemParams,
  ShippingOptionParams,
} from "../routes/checkout-session-params"
import type { Store } from "../store"
import type { LineDraft } from "./create-session"
import type { Promotion } from "./session-amounts"
import { requireObject } from "./find"

/** A line as the API names it: a stored price, or one made for this line alone. */
export function draftLine(store: Store, params: LineItemParams): LineDraft {
  const price = params.price
    ? requireObject(store.prices, "price", params.price, "line_items[0][price]")
    : inlinePrice(store, params)
  const product = requireObject(
    store.products,
    "product",
    idOf(price.product) ?? "",
    "product"
  )
  const { quantity, metadata = {} } = params
  return { price, quantity, description: product.name, metadata }
}

/** Prices and products made inline are inactive at Stripe: nobody can buy them again. */
function inlinePrice(store: Store, { price_data: data }: LineItemParams) {
  if (!data) {
    throw invalidParameter(
      "You must specify either price or price_data.",
      "line_items[0]"
    )
  }
  const product = data.product_data
    ? store.products.put(buildProduct({ ...data.product_data, active: false }))
        .id
    : requireObject(store.products, "product", data.product ?? "", "product").id
  const { unit_amount, currency } = data
  return store.prices.put(
    buildPrice({ product, unit_amount, currency, active: false })
  )
}

export function draftShippingOption(
  store: Store,
  params: ShippingOptionParams
): Stripe.Checkout.Session.ShippingOption {
  const data = params.shipping_rate_data
  const rate = data
    ? store.shippingRates.put(
        buildShippingRate({ ...data, ...data.fixed_amount })
      )
    : requireObject(
        store.shippingRates,
        "shipping rate",
        params.shipping_rate ?? "",
        "shipping_rate"
      )
  return {
    shipping_amount: rate.fixed_amount?.amount ?? 0,
    shipping_rate: rate.id,
  }
}

export function draftCustomField(
  params: CustomFieldParams
): Stripe.Checkout.Session.CustomField {
  const limits = params.text ?? {
    default_value: null,
    maximum_length: null,
    minimum_length: null,
  }
  return { ...params, text: { ...limits, value: null } }
}

/** The coupon behind a `discounts` entry, and the promotion code where one was named. */
export function draftPromotion(
  store: Store,
  discount: { coupon?: string; promotion_code?: string } | undefined
): Promotion | null {
  if (!discount) {
    return null
  }
  const { coupon, promotion_code } = discount
  if (!promotion_code) {
    const found = requireObject(
      store.coupons,
      "coupon",
      coupon ?? "",
      "discounts[0][coupon]"
    )
    return { coupon: found, promotion_code: null }
  }
  return promotionOf(
    store,
    requireObject(
      store.promotionCodes,
      "promotion code",
      promotion_code,
      "discounts[0][promotion_code]"
    )
  )
}

export function promotionOf(
  store: Store,
  code: Stripe.PromotionCode
): Promotion {
  const coupon = requireObject(
    store.coupons,
    "coupon",
    idOf(code.promotion.coupon) ?? "",
    "coupon"
  )
  return { coupon, promotion_code: code.id }
}
