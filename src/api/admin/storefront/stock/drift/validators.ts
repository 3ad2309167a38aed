import { z } from "@medusajs/framework/zod"
import {
  DRIFT_CAUSES,
  type DriftCause,
  STOCK_ITEM_KINDS,
} from "../../../../../modules/supabase-sync/types"
import { LEDGER_ID, oneLine, page, wholeNumber } from "../../validators"

const isCause = (text: string): text is DriftCause =>
  DRIFT_CAUSES.some((cause) => cause === text)

/** `missed` or `missed,held`. */
const causesInAddress = z
  .string()
  .transform((text) => text.split(","))
  .refine(
    (causes) => causes.every(isCause),
    `'cause' takes one or several of ${DRIFT_CAUSES.join(", ")}, divided by commas`
  )
  .transform((causes) => causes.filter(isCause))

/** What the list of differences can be narrowed down to. Unknown parameters are refused. */
export const ListDriftParams = z
  .object({
    cause: causesInAddress.optional(),
    kind: z.enum(STOCK_ITEM_KINDS).optional(),
    state: z.enum(["open", "resolved", "all"]).default("open"),
    /** That a run saw last. */
    reconcile_id: LEDGER_ID.optional(),
    q: oneLine(255).optional(),
    ...page,
  })
  .strict()

export type ListDriftParams = z.infer<typeof ListDriftParams>

const MAX_DAYS = 365

export const DriftTrendsParams = z
  .object({ days: wholeNumber("days", 1, MAX_DAYS).default(30) })
  .strict()

export type DriftTrendsParams = z.infer<typeof DriftTrendsParams>

/** Whose number is right. */
export const ResolveDriftBody = z
  .object({ use: z.enum(["medusa", "legacy"]) })
  .strict()

export type ResolveDriftBody = z.infer<typeof ResolveDriftBody>
