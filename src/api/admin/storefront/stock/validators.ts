import { z } from "@medusajs/framework/zod"
import { JOB_STATES } from "../../../../lib/durable-queue/types"
import { STOCK_ITEM_KINDS } from "../../../../modules/supabase-sync/types"
import { LEDGER_ID, oneLine, page, wholeNumber } from "../validators"

const MAX_NAMES = 1_000
const MAX_HISTORY = 200

/** What the list of items can be narrowed down to. Unknown parameters are refused. */
export const ListStockItemsParams = z
  .object({
    state: z.enum(JOB_STATES).optional(),
    held: z
      .enum(["true", "false"])
      .transform((text) => text === "true")
      .optional(),
    kind: z.enum(STOCK_ITEM_KINDS).optional(),
    product_id: LEDGER_ID.optional(),
    q: oneLine(255).optional(),
    /** Where the last part of the list ended: its `next_after`. */
    after: LEDGER_ID.optional(),
    limit: page.limit,
  })
  .strict()

export type ListStockItemsParams = z.infer<typeof ListStockItemsParams>

export const ReadStockItemParams = z
  .object({
    /** How many pushes, attempts, edits and differences. */
    history: wholeNumber("history", 1, MAX_HISTORY).default(50),
  })
  .strict()

export type ReadStockItemParams = z.infer<typeof ReadStockItemParams>

const ids = z.array(LEDGER_ID).min(1).max(MAX_NAMES)

/** What to push now: some items by their names, or all that are held, or everything. */
export const PushStockBody = z
  .object({
    variant_ids: ids.optional(),
    product_ids: ids.optional(),
    skus: z.array(oneLine(255)).min(1).max(MAX_NAMES).optional(),
    held: z.literal(true).optional(),
    all: z.literal(true).optional(),
  })
  .strict()
  .refine(
    ({ variant_ids, product_ids, skus, held, all }) =>
      [variant_ids ?? product_ids ?? skus, held, all].filter(Boolean).length ===
      1,
    "Say one of: names ('variant_ids', 'product_ids', 'skus'), 'held': true, or 'all': true"
  )

export type PushStockBody = z.infer<typeof PushStockBody>

/** There is nothing to say. */
export const PushStockItemBody = z.object({}).strict()
