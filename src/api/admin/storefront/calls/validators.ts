import { z } from "@medusajs/framework/zod"
import { JOB_STATES } from "../../../../lib/durable-queue/types"
import { page, paymentName } from "../validators"

/** What the list of calls can be narrowed down to. Unknown parameters are refused. */
export const ListCallsParams = z
  .object({
    state: z.enum(JOB_STATES).optional(),
    payment: paymentName.optional(),
    ...page,
  })
  .strict()

export type ListCallsParams = z.infer<typeof ListCallsParams>

/** There is nothing to say. */
export const RetryCallBody = z.object({}).strict()
