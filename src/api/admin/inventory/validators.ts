import { z } from "@medusajs/framework/zod"

const MAX_ITEMS = 1_000
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
