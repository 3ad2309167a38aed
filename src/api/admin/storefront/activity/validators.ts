import { z } from "@medusajs/framework/zod"
import { LEDGER_ID, page, paymentName, utcTime } from "../validators"

/** What the activity log can be narrowed down to. Unknown parameters are refused. */
export const ListActivityParams = z
  .object({
    payment: paymentName.optional(),
    order_id: LEDGER_ID.optional(),
    kind: z
      .string()
      .regex(/^[a-z_]{1,255}$/, "'kind' takes one such as issue_answered")
      .optional(),
    /** A user's or a key's id, or `system` for the backend itself. */
    actor: LEDGER_ID.optional(),
    since: utcTime.optional(),
    until: utcTime.optional(),
    ...page,
  })
  .strict()

export type ListActivityParams = z.infer<typeof ListActivityParams>
