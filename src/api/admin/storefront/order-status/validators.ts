import { z } from "@medusajs/framework/zod"
import { JOB_STATES, type JobState } from "../../../../lib/durable-queue/types"
import { LEDGER_ID, page } from "../validators"

const isState = (text: string): text is JobState =>
  JOB_STATES.some((state) => state === text)

/** `dead` or `dead,ignored`. */
const states = z
  .string()
  .transform((text) => text.split(","))
  .refine(
    (texts) => texts.every(isState),
    `'state' takes one or several of ${JOB_STATES.join(", ")}, divided by commas`
  )
  .transform((texts) => texts.filter(isState))

/** What the list can be narrowed down to. Unknown parameters are refused. */
export const ListOrderStatusParams = z
  .object({
    state: states.optional(),
    held: z.enum(["true", "false"]).optional(),
    order_id: LEDGER_ID.optional(),
    order: z.enum(["created_at", "-created_at"]).default("-created_at"),
    ...page,
  })
  .strict()

export type ListOrderStatusParams = z.infer<typeof ListOrderStatusParams>

/** There is nothing to say. */
export const PushOrderStatusBody = z.object({}).strict().optional()

/** All that are held; `ignored` ones too, where the legacy store did not keep orders before. */
export const PushHeldOrdersBody = z
  .object({
    held: z.literal(true, { error: "Say 'held': true" }),
    ignored: z.boolean().default(false),
  })
  .strict()

export type PushHeldOrdersBody = z.infer<typeof PushHeldOrdersBody>
