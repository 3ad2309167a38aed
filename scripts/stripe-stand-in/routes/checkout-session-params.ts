import { z } from "@medusajs/framework/zod"
import {
  boolean,
  currency,
  emptyable,
  integer,
  listOf,
  metadata,
} from "../http/params"

const amount = integer.pipe(z.int().min(0))

const priceData = z
  .strictObject({
    currency,
    product: z.string().optional(),
    product_data: z
      .strictObject({
        name: z.string(),
        description: z.string().optional(),
        images: listOf(z.string()).optional(),
        metadata: metadata.optional(),
        tax_code: z.string().optional(),
      })
      .optional(),
    tax_behavior: z.string().optional(),
    unit_amount: amount,
  })
  .refine((data) => Boolean(data.product) !== Boolean(data.product_data), {
    message: "exactly one of product and product_data is needed",
  })

const lineItem = z
  .strictObject({
    metadata: metadata.optional(),
    price: z.string().optional(),
    price_data: priceData.optional(),
    quantity: integer.pipe(z.int().min(1)).default(1),
  })
  .refine((line) => Boolean(line.price) !== Boolean(line.price_data), {
    message: "exactly one of price and price_data is needed",
  })

const customField = z.strictObject({
  key: z.string(),
  label: z.strictObject({ type: z.literal("custom"), custom: z.string() }),
  type: z.literal("text"),
  optional: boolean.default(false),
  text: z
    .strictObject({
      default_value: z.string().nullable().default(null),
      maximum_length: integer.nullable().default(null),
      minimum_length: integer.nullable().default(null),
    })
    .optional(),
})

const shippingOption = z.strictObject({
  shipping_rate: z.string().optional(),
  shipping_rate_data: z
    .strictObject({
      display_name: z.string(),
      fixed_amount: z.strictObject({ amount, currency }),
      type: z.literal("fixed_amount").optional(),
      tax_behavior: z.string().optional(),
      metadata: metadata.optional(),
    })
    .optional(),
})

/** What creating a Checkout Session takes. Amounts are in minor units. */
export const createParams = {
  allow_promotion_codes: boolean.optional(),
  automatic_tax: z.strictObject({ enabled: boolean }).optional(),
  cancel_url: z.string().optional(),
  client_reference_id: z.string().optional(),
  custom_fields: listOf(customField).default([]),
  customer: z.string().optional(),
  customer_email: z.string().optional(),
  discounts: listOf(
    z.strictObject({
      coupon: z.string().optional(),
      promotion_code: z.string().optional(),
    })
  ).optional(),
  expires_at: integer.optional(),
  line_items: listOf(lineItem),
  metadata: metadata.optional(),
  mode: z.literal("payment"),
  payment_intent_data: z
    .strictObject({
      metadata: metadata.optional(),
      description: emptyable(z.string()).optional(),
    })
    .optional(),
  payment_method_types: listOf(z.string()).optional(),
  phone_number_collection: z.strictObject({ enabled: boolean }).optional(),
  shipping_address_collection: z
    .strictObject({ allowed_countries: listOf(z.string()) })
    .optional(),
  shipping_options: listOf(shippingOption).default([]),
  success_url: z.string().optional(),
}

export type LineItemParams = z.output<typeof lineItem>
export type ShippingOptionParams = z.output<typeof shippingOption>
export type CustomFieldParams = z.output<typeof customField>
