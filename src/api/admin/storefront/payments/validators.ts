import { z } from "@medusajs/framework/zod"
import { PAYMENT_STATES } from "../../../../modules/storefront-orders/types"
import { LEDGER_ID, page } from "../validators"

/** What the list of payments can be narrowed down to. Unknown parameters are refused. */
export const ListPaymentsParams = z
  .object({
    state: z.enum(PAYMENT_STATES).optional(),
    order_id: LEDGER_ID.optional(),
    ...page,
  })
  .strict()

export type ListPaymentsParams = z.infer<typeof ListPaymentsParams>

/** There is nothing to say. */
export const ComparePaymentBody = z.object({}).strict()
