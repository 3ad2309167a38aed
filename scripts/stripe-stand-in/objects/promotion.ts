import type Stripe from "stripe"
import { newId, nowSeconds } from "../ids"

export interface CouponInput {
  id?: string
  name?: string | null
  percent_off?: number | null
  /** Minor units of `currency`. */
  amount_off?: number | null
  currency?: string | null
  duration?: string
  metadata?: Stripe.Metadata
}

/** A Coupon in Stripe's shape. */
export function buildCoupon(input: CouponInput): Stripe.Coupon {
  return {
    id: input.id ?? newId("", 8),
    object: "coupon",
    amount_off: input.amount_off ?? null,
    created: nowSeconds(),
    currency: input.currency ?? null,
    duration: input.duration ?? "once",
    duration_in_months: null,
    livemode: false,
    max_redemptions: null,
    metadata: input.metadata ?? {},
    name: input.name ?? null,
    percent_off: input.percent_off ?? null,
    redeem_by: null,
    times_redeemed: 0,
    valid: true,
  }
}

/** The code that a customer types to get a coupon's discount. */
export function buildPromotionCode(input: {
  code?: string
  coupon: string
  metadata?: Stripe.Metadata
}): Stripe.PromotionCode {
  return {
    id: newId("promo_1"),
    object: "promotion_code",
    active: true,
    code: input.code ?? newId("", 8).toUpperCase(),
    created: nowSeconds(),
    customer: null,
    customer_account: null,
    expires_at: null,
    livemode: false,
    max_redemptions: null,
    metadata: input.metadata ?? {},
    promotion: { type: "coupon", coupon: input.coupon },
    restrictions: {
      first_time_transaction: false,
      minimum_amount: null,
      minimum_amount_currency: null,
    },
    times_redeemed: 0,
  }
}

/** A coupon applied to one Checkout Session. */
export function buildDiscount(input: {
  session: string
  coupon: string
  promotion_code: string | null
  start: number
}): Stripe.Discount {
  return {
    id: newId("di_1"),
    object: "discount",
    checkout_session: input.session,
    customer: null,
    customer_account: null,
    end: null,
    invoice: null,
    invoice_item: null,
    promotion_code: input.promotion_code,
    source: { type: "coupon", coupon: input.coupon },
    start: input.start,
    subscription: null,
    subscription_item: null,
  }
}
