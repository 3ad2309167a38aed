import { z } from "@medusajs/framework/zod"
import {
  address,
  boolean,
  currency,
  emptyable,
  integer,
  listOf,
  metadata,
} from "../http/params"

const shipping = z.strictObject({
  address,
  name: z.string(),
  phone: z.string().nullable().default(null),
  carrier: z.string().nullable().default(null),
  tracking_number: z.string().nullable().default(null),
})

const editable = {
  customer: z.string().optional(),
  description: emptyable(z.string()).optional(),
  metadata: metadata.optional(),
  payment_method: z.string().optional(),
  payment_method_types: listOf(z.string()).optional(),
  receipt_email: emptyable(z.string()).optional(),
  setup_future_usage: emptyable(z.string()).optional(),
  shipping: emptyable(shipping).optional(),
}

const amount = integer.pipe(z.int().min(1))

/** What creating a PaymentIntent takes. Amounts are in minor units. */
export const createParams = {
  ...editable,
  amount,
  currency,
  automatic_payment_methods: z
    .strictObject({ enabled: boolean, allow_redirects: z.string().optional() })
    .optional(),
  capture_method: z.enum(["automatic", "automatic_async", "manual"]).optional(),
  confirm: boolean.optional(),
  off_session: boolean.optional(),
  payment_method_options: z.record(z.string(), z.unknown()).optional(),
  return_url: z.string().optional(),
}

export const updateParams = { ...editable, amount: amount.optional() }

export const confirmParams = {
  off_session: boolean.optional(),
  payment_method: z.string().optional(),
  return_url: z.string().optional(),
}
