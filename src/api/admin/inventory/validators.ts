import { z } from "@medusajs/framework/zod"
import { wholeNumber } from "../storefront/validators"

const MAX_ITEMS = 1_000
const MAX_PAGE = 200
const INTEGER = { min: -2_147_483_648, max: 2_147_483_647 }

const id = z.string().regex(/^[\w-]{1,255}$/, "An id looks like variant_01ABC")
const sku = z
  .string()
  .regex(/^[^\p{Cc}\p{Cs}]{1,255}$/u, "A SKU is a text of 1 to 255 characters")
// As wide as the legacy store's column: one number too low must not lose the others of a message.
const quantity = z.number().int().min(INTEGER.min).max(INTEGER.max)

/** One number that was changed in the legacy store. */
export const InventoryItem = z
  .object({
    product_id: id.optional(),
    variant_id: id.optional(),
    sku: sku.optional(),
    /** What is there now. */
    quantity,
    /** The last of Medusa's versions that the row carried when it was changed. */
    version: z.number().int().min(0).optional(),
    /** What was there before: with it, reports may come in any order. */
    previous_quantity: quantity.optional(),
    /** A name for this one edit: with it, a report may come any number of times. */
    edit_id: z.uuid().optional(),
  })
  .strict()
  .refine(
    ({ product_id, variant_id, sku: itemSku }) =>
      [product_id, variant_id, itemSku].filter(Boolean).length === 1,
    "An item names exactly one of product_id, variant_id and sku"
  )

export type InventoryItem = z.infer<typeof InventoryItem>

/** Many of them. */
export const InventoryItems = z
  .array(InventoryItem)
  .min(1, "Send at least one item")
  .max(MAX_ITEMS, `Send at most ${MAX_ITEMS} items at once`)

/** One, or many. */
export type InventoryBody = InventoryItem | InventoryItem[]

/** Medusa's answer to a wrong parameter has its name only where the message has it. */
const idNamed = (name: string) =>
  z
    .string()
    .regex(/^[\w-]{1,255}$/, `'${name}' takes an id such as variant_01ABC`)

/** Several values in one parameter, divided by commas. */
const listOf = (name: string, value: z.ZodType<string, string>) =>
  z
    .string()
    .transform((text) => text.split(","))
    .pipe(
      z.array(value).max(MAX_PAGE, `'${name}' takes ${MAX_PAGE} values at most`)
    )

/** Which part of the list of what can be sold. Unknown parameters are refused. */
export const ListInventoryParams = z
  .object({
    variant_id: listOf("variant_id", idNamed("variant_id")).optional(),
    product_id: listOf("product_id", idNamed("product_id")).optional(),
    /** One that has a comma in it is asked for by its variant. */
    sku: listOf("sku", sku).optional(),
    /** Where the last page ended: its `next_after`. */
    after: idNamed("after").optional(),
    limit: wholeNumber("limit", 1, MAX_PAGE).default(MAX_PAGE),
  })
  .strict()

export type ListInventoryParams = z.infer<typeof ListInventoryParams>
