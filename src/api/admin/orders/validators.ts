import { z } from "@medusajs/framework/zod"
import { storable } from "../../../lib/storable-text"

const MAX_ITEMS = 200
const MAX_TEXT = 500
const MAX_METADATA = 50
/** Of one line at Stripe. */
const MAX_QUANTITY = 999_999
const MAX_AMOUNT = 999_999_999_999

const text = z
  .string()
  .max(MAX_TEXT)
  .transform((value) => storable(value.trim()))
const maybe = text.nullish()
/** The old storefront numbers some of its things. */
const id = z.union([text, z.number().transform(String)]).nullish()
const amount = z.number().int().min(0).max(MAX_AMOUNT)
/** An amount that is not used: Stripe's count. */
const unused = z.number().min(-MAX_AMOUNT).max(MAX_AMOUNT).nullish()
const metadata = z
  .record(
    z.string().max(MAX_TEXT),
    z.union([text, z.number(), z.boolean(), z.null()])
  )
  .refine(
    (entries) => Object.keys(entries).length <= MAX_METADATA,
    `At most ${MAX_METADATA} entries`
  )
  .nullish()

/**
 * An item as the contract has it, and as hand-written code makes it of a Stripe line item: each of
 * these names has been a field of Stripe's, of the old storefront's cart or of Medusa's, and none
 * decides an amount. Anything else is refused, so that a misspelt `sku` does not pass unnoticed.
 */
const item = z
  .object({
    // The contract's.
    variant_id: id,
    sku: maybe,
    stripe_price_id: maybe,
    product_id: id,
    size: id,
    quantity: z.number().int().min(0).max(MAX_QUANTITY),
    unit_price: unused,
    // Of Medusa's.
    medusa_variant_id: maybe,
    title: maybe,
    // Of the old storefront's cart.
    name: maybe,
    product_name: maybe,
    color: maybe,
    colour: maybe,
    category: maybe,
    image: z.string().max(2_048).nullish(),
    // Of a Stripe line item: https://docs.stripe.com/api/checkout/sessions/line_items
    id,
    description: maybe,
    price_id: maybe,
    /** The price's id; or what the hand-written code takes for it, an amount. */
    price: z.union([text, unused]).nullish(),
    currency: maybe,
    metadata,
    total: unused,
    amount: unused,
    unit_amount: unused,
    amount_subtotal: unused,
    amount_discount: unused,
    amount_tax: unused,
    amount_total: unused,
  })
  .strict()

/** As Medusa writes an address, or as Stripe does. */
const place = {
  line1: maybe,
  line2: maybe,
  address_1: maybe,
  address_2: maybe,
  city: maybe,
  state: maybe,
  province: maybe,
  postal_code: maybe,
  country: maybe,
  country_code: maybe,
}

const shippingAddress = z
  .object({
    ...place,
    name: maybe,
    first_name: maybe,
    last_name: maybe,
    company: maybe,
    phone: maybe,
    address: z.object(place).strict().nullish(),
  })
  .strict()

const paymentInfo = z
  .object({
    stripe_payment_id: z
      .string()
      .regex(
        /^(pi|cs)_\w{1,250}$/,
        "The id of a PaymentIntent (pi_…) or of a Checkout Session (cs_…)"
      ),
    /** What was paid, in minor units as Stripe gives it. */
    amount,
    currency: z
      .string()
      .regex(/^[a-z]{3}$/i, "A currency is three letters, such as usd")
      .transform((code) => code.toLowerCase())
      .nullish(),
  })
  .strict()

/** By what the storefront tells us of a payment. */
export const StorefrontOrderBody = z
  .object({
    /** The storefront's customer at Stripe; the order's customer goes by the e-mail. */
    customer_id: id,
    email: z
      .string()
      .max(320)
      .regex(
        /^[^\s@\p{Cc}\p{Cs}]+@[^\s@\p{Cc}\p{Cs}]+$/u,
        "An e-mail address looks like jane@example.com"
      )
      .nullish(),
    items: z
      .array(item)
      .min(1, "Send at least one item")
      .max(MAX_ITEMS, `Send at most ${MAX_ITEMS} items`),
    payment_info: paymentInfo,
    shipping_address: shippingAddress.nullish(),
  })
  .strict()

export type StorefrontOrderBody = z.infer<typeof StorefrontOrderBody>
export type StorefrontOrderItem = StorefrontOrderBody["items"][number]
export type StorefrontOrderAddress = NonNullable<
  StorefrontOrderBody["shipping_address"]
>
