import { z } from "@medusajs/framework/zod"
import { STOCK_RULE_SCOPES } from "../../../../../modules/supabase-sync/types"
import { LEDGER_ID, oneLine, page } from "../../validators"

const MAX_PIECES = 1_000_000
const MAX_RULES = 1_000
const MAX_SKU = 255

/** What the list of rules can be narrowed down to. Unknown parameters are refused. */
export const ListStockRulesParams = z
  .object({ scope: z.enum(STOCK_RULE_SCOPES).optional(), ...page })
  .strict()

export type ListStockRulesParams = z.infer<typeof ListStockRulesParams>

const pieces = z.number().int().min(0).max(MAX_PIECES).nullish()

const figures = { safety_stock: pieces, sold_out_below: pieces }

const saysSomething = (rule: {
  safety_stock?: number | null
  sold_out_below?: number | null
}): boolean =>
  typeof rule.safety_stock === "number" ||
  typeof rule.sold_out_below === "number"

const SAY_SOMETHING =
  "A rule takes 'safety_stock', 'sold_out_below' or both; to take it away, DELETE it"

const rule = z.union(
  [
    z.object({ scope: z.literal("general"), ...figures }).strict(),
    z
      .object({ scope: z.literal("product"), id: LEDGER_ID, ...figures })
      .strict(),
    z
      .object({ scope: z.literal("variant"), id: LEDGER_ID, ...figures })
      .strict(),
    z
      .object({
        scope: z.literal("variant"),
        sku: oneLine(MAX_SKU),
        ...figures,
      })
      .strict(),
  ],
  {
    error:
      "A rule takes 'scope' general, product (with 'id') or variant (with 'id' or 'sku'), and whole numbers from 0",
  }
)

/** Rules to set; each replaces the one that was there. */
export const SetStockRulesBody = z
  .object({
    rules: z
      .array(rule.refine(saysSomething, SAY_SOMETHING))
      .min(1)
      .max(MAX_RULES),
  })
  .strict()

export type SetStockRulesBody = z.infer<typeof SetStockRulesBody>
