import { z } from "@medusajs/framework/zod"
import { LEDGER_ID, page } from "../validators"

/** What the list of remembered choices can be narrowed down to. Unknown parameters are refused. */
export const ListItemMappingsParams = z
  .object({ variant_id: LEDGER_ID.optional(), ...page })
  .strict()

export type ListItemMappingsParams = z.infer<typeof ListItemMappingsParams>
