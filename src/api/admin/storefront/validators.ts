import { validateAndTransformQuery } from "@medusajs/framework/http"
import { z } from "@medusajs/framework/zod"

const MAX_LIMIT = 200
const DEFAULT_LIMIT = 20
/** Beyond it PostgreSQL has no such number. */
const MAX_OFFSET = 2_147_483_647

/** For routes without parameters in the address: any is refused. */
export const noQuery = validateAndTransformQuery(z.object({}).strict(), {})

/** An id of the ledger's or of Medusa's own. */
export const LEDGER_ID = z
  .string()
  .regex(/^[\w-]{1,255}$/, "An id looks like order_01ABC")

/** What people type or search for: PostgreSQL holds no U+0000 and no half of a surrogate pair. */
export const oneLine = (max: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    .regex(/^[^\p{Cc}\p{Cs}]*$/u, "A text here takes no control characters")

/** A payment by any of its names. */
export const paymentName = z
  .string()
  .regex(
    /^\w{1,255}$/,
    "'payment' takes the id of a PaymentIntent, a Checkout Session or a payment of the ledger"
  )

/** A number in an address, in digits: JavaScript would also take 0x10, 1e2 and an empty text. */
export const wholeNumber = (name: string, from: number, to: number) =>
  z
    .string()
    .regex(/^\d{1,10}$/, `'${name}' takes a whole number from ${from} to ${to}`)
    .transform(Number)
    .pipe(z.number().min(from).max(to))

/** Which part of a list. */
export const page = {
  offset: wholeNumber("offset", 0, MAX_OFFSET).default(0),
  limit: wholeNumber("limit", 1, MAX_LIMIT).default(DEFAULT_LIMIT),
}

/** The database keeps fewer offsets and no year 0: it gets every time in UTC. */
export const utcTime = z.iso
  .datetime({
    offset: true,
    error: "A time looks like 2026-11-21T09:00:00Z, or with an offset +01:00",
  })
  .transform((text) => new Date(text))
  .refine(
    (date) => date.getUTCFullYear() > 0,
    "A time must lie after the year 0"
  )
  .transform((date) => date.toISOString())
