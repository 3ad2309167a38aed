import type { CheckoutOptions } from "../../../scripts/stripe-stand-in"
import { buy, minor } from "../../helpers/buy"
import { moneyAtStripe, moneyInAdmin } from "../../helpers/money-of-order"
import { Shop } from "../../helpers/shop"
import { openRegion } from "../../helpers/regions"
import { cartItem, fillShelves } from "../../helpers/storefront"

const SUIT = "KCT-BURGUNDY-38R-2P"
const SHIRT = "KCT-WHITE-SHIRT-16.5-34-35"

type Place = Pick<
  CheckoutOptions,
  "country" | "currency" | "tax_rate_percent"
> & {
  /** Minor units; the catalogue's own unless told. */
  suit?: number
  shirt?: number
}

/** In Japan the tax is part of the price, in Kuwait amounts end in 0. */
const PLACES: Record<string, Place> = {
  USD: { country: "US", currency: "usd", tax_rate_percent: 8.25 },
  CAD: {
    country: "CA",
    currency: "cad",
    tax_rate_percent: 13,
    suit: 26_999,
    shirt: 5_499,
  },
  JPY: {
    country: "JP",
    currency: "jpy",
    tax_rate_percent: 10,
    suit: 29_801,
    shirt: 5_999,
  },
  KWD: {
    country: "KW",
    currency: "kwd",
    tax_rate_percent: 5,
    suit: 61_490,
    shirt: 12_330,
  },
}

const NOTHING = { tax_rate_percent: 0, shipping: null }

/** What may change an amount, each by itself; tax beside shipping, which some tax too. */
const EXTRAS: Record<string, (place: Place) => Partial<CheckoutOptions>> = {
  none: () => NOTHING,
  discount: () => ({
    ...NOTHING,
    promotion_code: { code: "THIRD", percent_off: 33.3 },
  }),
  tax: ({ tax_rate_percent }) => ({ tax_rate_percent, shipping: null }),
  shipping: ({ tax_rate_percent }) => ({
    tax_rate_percent,
    shipping: "express",
  }),
}

const KINDS = ["priced", "ad_hoc", "express"] as const

const CASES = KINDS.flatMap((kind) =>
  Object.keys(EXTRAS).flatMap((extra) =>
    Object.keys(PLACES).map((place) => [kind, extra, place] as const)
  )
)

describe("every amount of an order is Stripe's", () => {
  let shop: Shop

  beforeAll(async () => {
    shop = await Shop.open("money_matrix")
    await fillShelves(shop, [SUIT, SHIRT])
    await openRegion(shop, "Japan", "jpy", ["jp"])
    await openRegion(shop, "Kuwait", "kwd", ["kw"])
  })

  afterAll(async () => {
    await shop.close()
  })

  it.each(CASES)("F27: %s, %s, %s", async (kind, extra, name) => {
    const { suit, shirt, ...place } = PLACES[name] ?? {}
    const items = [itemOf(SUIT, suit, 3), itemOf(SHIRT, shirt)]
    const { session, payment, order } = await buy(shop, {
      kind,
      items: kind === "express" ? items.slice(0, 1) : items,
      ...place,
      ...EXTRAS[extra]?.({ ...place }),
    })

    expect(payment.issues).toEqual([])
    expect(order.currency_code).toBe(name.toLowerCase())
    expect(moneyInAdmin(order)).toEqual(await moneyAtStripe(shop, session.id))
    expect(order.payment_collections).toMatchObject([{ status: "completed" }])
    const [suits] = order.items.filter(
      ({ variant_sku }) => variant_sku === SUIT
    )
    expect(minor(suits?.unit_price, order.currency_code)).toBe(
      suit ?? cartItem(SUIT).unit_amount
    )
  })
})

/** In another currency the storefront has another price, which the catalogue need not know. */
function itemOf(sku: string, unit_amount: number | undefined, quantity = 1) {
  const { stripe_price_id, ...item } = cartItem(sku, quantity)
  return unit_amount ? { ...item, unit_amount } : { ...item, stripe_price_id }
}
