import { promotionOf } from "../actions/draft-session"
import type { Promotion } from "../actions/session-amounts"
import { buildCoupon, buildPromotionCode } from "../objects/promotion"
import type { Store } from "../store"
import type { Payment } from "./options"

const EVERYTHING_OFF = { code: "ONTHEHOUSE", percent_off: 100 }

/** The promotion behind the code that the customer types; a new code is made at Stripe first. */
export function promotionFor(
  store: Store,
  options: Pick<Payment, "payment" | "promotion_code">,
  currency: string
): Promotion | null {
  const free =
    options.payment === "no_payment_required" ? EVERYTHING_OFF : undefined
  const wanted = options.promotion_code ?? free
  if (!wanted) {
    return null
  }
  const terms = { percent_off: null, amount_off: null, ...wanted }
  const known = store.promotionCodes
    .all()
    .filter(({ code }) => code === terms.code)
    .map((code) => promotionOf(store, code))
    .find(
      ({ coupon }) =>
        coupon.percent_off === terms.percent_off &&
        coupon.amount_off === terms.amount_off
    )
  return known ?? newPromotion(store, terms, currency)
}

function newPromotion(
  store: Store,
  terms: {
    code: string
    percent_off: number | null
    amount_off: number | null
  },
  currency: string
): Promotion {
  const { code, percent_off, amount_off } = terms
  const coupon = store.coupons.put(
    buildCoupon({
      name: code,
      percent_off,
      amount_off,
      currency: amount_off === null ? null : currency,
    })
  )
  const promotionCode = store.promotionCodes.put(
    buildPromotionCode({ code, coupon: coupon.id })
  )
  return { coupon, promotion_code: promotionCode.id }
}
