import { z } from "@medusajs/framework/zod"

const minorUnits = z.int().min(0)
const metadata = z.record(z.string(), z.string())

const address = z.strictObject({
  line1: z.string().nullable().default(null),
  line2: z.string().nullable().default(null),
  city: z.string().nullable().default(null),
  state: z.string().nullable().default(null),
  postal_code: z.string().nullable().default(null),
  country: z.string().nullable().default(null),
})

const item = z.strictObject({
  /** A Stripe price; made on the spot where the catalogue does not have it. */
  stripe_price_id: z.string().optional(),
  legacy_product_id: z.string(),
  /** As on the checkout page: «Black Suit (2-Piece)». */
  name: z.string(),
  size: z.string().nullable().default(null),
  color: z.string().default(""),
  category: z.string().default("suits"),
  quantity: z.int().min(1).default(1),
  /** Minor units, before tax; may be left out where the Stripe price is known. */
  unit_amount: minorUnits.optional(),
  /** What the storefront writes as `sku`; made of product, colour and size unless told. */
  sku: z.string().optional(),
  /** Where an ad-hoc line says its size. */
  size_in: z.enum(["metadata", "description", "both"]).default("both"),
  line_metadata: metadata.default({}),
  price_metadata: metadata.default({}),
  product_metadata: metadata.default({}),
})

const promotion = z
  .strictObject({
    code: z.string(),
    percent_off: z.number().gt(0).max(100).optional(),
    amount_off: z.int().min(1).optional(),
  })
  .refine(
    (code) =>
      (code.percent_off === undefined) !== (code.amount_off === undefined),
    {
      message: "exactly one of percent_off and amount_off is needed",
    }
  )

const buyer = z.strictObject({
  email: z.string().nullable().optional(),
  name: z.string().nullable().optional(),
  phone: z.string().nullable().optional(),
  address: address.nullable().optional(),
})

const payment = z.enum([
  "card",
  "link",
  "delayed",
  "unpaid",
  "no_payment_required",
])
const country = z.enum(["US", "CA", "JP", "KW"])

const howItIsPaid = {
  country: country.default("US"),
  /** 8.25 for 8.25 %; the country's usual rate unless told, 0 for none. */
  tax_rate_percent: z.number().min(0).max(100).optional(),
  /** Tax is part of the prices, as in Japan, unless told. */
  tax_inclusive: z.boolean().optional(),
  /** Shipping is taxed in Canada and not in the United States, unless told. */
  tax_shipping: z.boolean().optional(),
  promotion_code: promotion.optional(),
  customer: buyer.default({}),
  gift_message: z.string().optional(),
  payment: payment.default("card"),
  /** False keeps the events at Stripe. */
  deliver: z.boolean().default(true),
  /** True makes no events at all, as now and then happens: nobody can list them either. */
  lose_events: z.boolean().default(false),
  /** Each event is sent so many times more. */
  duplicate: z.int().min(0).default(0),
}

export const checkoutSchema = z.strictObject({
  ...howItIsPaid,
  kind: z.enum(["priced", "ad_hoc", "express"]),
  items: z.array(item).min(1),
  currency: z.string().toLowerCase().length(3).default("usd"),
  shipping: z.enum(["free", "express"]).nullable().optional(),
  /** Added to the session's own metadata. */
  metadata: metadata.default({}),
  /** What becomes of `order_details` in a priced session. */
  order_details: z.enum(["full", "cut", "invalid", "missing"]).default("full"),
  /** Seconds since the epoch, for payments of the past; now unless told. */
  created: z.int().positive().optional(),
})

export const paySchema = z.strictObject({
  ...howItIsPaid,
  session: z.string(),
  /** The `display_name` of the shipping option that the customer chooses. */
  shipping_option: z.string().optional(),
})

export const refundSchema = z.strictObject({
  payment_intent: z.string(),
  amount: z.int().min(1).optional(),
  reason: z.string().optional(),
  status: z.enum(["succeeded", "pending", "requires_action"]).optional(),
  deliver: z.boolean().default(true),
})

export const failRefundSchema = z.strictObject({
  refund: z.string(),
  as: z.enum(["failed", "canceled"]).default("failed"),
  deliver: z.boolean().default(true),
})

/**
 * Opens a dispute; with `close` the open one of the payment is decided, with `move` it goes on:
 * the shop hands evidence in, or the bank makes a chargeback of an inquiry.
 */
export const disputeSchema = z.strictObject({
  payment_intent: z.string(),
  amount: z.int().min(1).optional(),
  reason: z.string().default("fraudulent"),
  inquiry: z.boolean().default(false),
  move: z.enum(["evidence", "chargeback"]).optional(),
  close: z.enum(["won", "lost", "warning_closed"]).optional(),
  deliver: z.boolean().default(true),
})

export const asyncPaymentSchema = z.strictObject({
  session: z.string(),
  outcome: z.enum(["succeeded", "failed"]),
  deliver: z.boolean().default(true),
})

export const expireSchema = z.strictObject({
  session: z.string(),
  deliver: z.boolean().default(true),
})

export type CheckoutOptions = z.input<typeof checkoutSchema>
export type Checkout = z.output<typeof checkoutSchema>
export type CheckoutItem = Checkout["items"][number]
export type PayOptions = z.input<typeof paySchema>
export type Payment = z.output<typeof paySchema>
export type RefundOptions = z.input<typeof refundSchema>
export type FailRefundOptions = z.input<typeof failRefundSchema>
export type DisputeOptions = z.input<typeof disputeSchema>
export type DisputeStep = z.output<typeof disputeSchema>
export type AsyncPaymentOptions = z.input<typeof asyncPaymentSchema>
export type ExpireOptions = z.input<typeof expireSchema>
