import { z } from "@medusajs/framework/zod"
import { LEGACY_EDIT_OUTCOMES } from "../../../../../modules/supabase-sync/types"
import { LEDGER_ID, page } from "../../validators"

/** What the list of edits can be narrowed down to. Unknown parameters are refused. */
export const ListStockEditsParams = z
  .object({
    outcome: z.enum(LEGACY_EDIT_OUTCOMES).optional(),
    variant_id: LEDGER_ID.optional(),
    sku: z
      .string()
      .regex(/^[^\p{Cc}\p{Cs}]{1,255}$/u, "'sku' takes a variant's SKU")
      .optional(),
    ...page,
  })
  .strict()

export type ListStockEditsParams = z.infer<typeof ListStockEditsParams>
