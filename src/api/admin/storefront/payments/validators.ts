import { z } from "@medusajs/framework/zod"
import { PAYMENT_STATES } from "../../../../modules/storefront-orders/types"

const MAX_LIMIT = 200

/** What the list of payments can be narrowed down to. Unknown parameters are refused. */
export const ListPaymentsParams = z
  .object({
    state: z.enum(PAYMENT_STATES).optional(),
    order_id: z.string().max(255).optional(),
    offset: z.coerce.number().int().min(0).default(0),
    limit: z.coerce.number().int().min(1).max(MAX_LIMIT).default(20),
  })
  .strict()

export type ListPaymentsParams = z.infer<typeof ListPaymentsParams>

/** There is nothing to say. */
export const ComparePaymentBody = z.object({}).strict()
