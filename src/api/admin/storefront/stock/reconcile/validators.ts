import { z } from "@medusajs/framework/zod"
import { LEDGER_ID, oneLine, page } from "../../validators"

const MAX_ITEMS = 1_000

const sku = oneLine(255)

const names = <T extends z.ZodType>(one: T) =>
  z.array(one).min(1).max(MAX_ITEMS).optional()

/** What is compared: everything unless told, what changed lately (`quick`), or some items. */
export const RequestReconcileBody = z
  .object({
    /** A dry run unless told: what differs is only listed. */
    repairs: z.boolean().default(false),
    kind: z.enum(["quick", "full"]).optional(),
    variant_ids: names(LEDGER_ID),
    product_ids: names(LEDGER_ID),
    skus: names(sku),
  })
  .strict()
  .refine(
    ({ kind, variant_ids, product_ids, skus }) =>
      kind === undefined || !(variant_ids ?? product_ids ?? skus),
    "Give either a 'kind' or items, not both"
  )

export type RequestReconcileBody = z.infer<typeof RequestReconcileBody>

export const ListReconcileParams = z.object(page).strict()

export type ListReconcileParams = z.infer<typeof ListReconcileParams>

/** Which one is in the address. */
export const StopReconcileBody = z.object({}).strict()
