import { z } from "@medusajs/framework/zod"
import { JOB_STATES, type JobState } from "../../../../lib/durable-queue/types"
import { decodeCursor } from "../../../../modules/stripe-inbox/domain/event-cursor"
import { utcTime, wholeNumber } from "../validators"

const MAX_LIMIT = 200
/** How many events one call sends off at most. */
export const MAX_RETRIED = 10_000
const MAX_IDS = 1_000
const MAX_REASON = 500

const STATES = JOB_STATES.join(", ")

const isState = (text: string): text is JobState =>
  JOB_STATES.some((state) => state === text)

export const EVENT_ID = /^[\w-]{1,255}$/

const eventId = z.string().regex(EVENT_ID, "An event's id looks like evt_1AbC")

const eventType = z
  .string()
  .regex(
    /^[a-z0-9_.]{1,255}$/,
    "'type' takes one of Stripe's event types, such as charge.refunded"
  )

const payment = z
  .string()
  .regex(
    /^\w{1,255}$/,
    "'payment' takes the id of a PaymentIntent or a Checkout Session, such as pi_3AbC"
  )

const outcomeCode = z
  .string()
  .regex(/^[\w.-]{1,255}$/, "'outcome_code' takes a code such as stripe_error")

const cursor = z
  .string()
  .max(400)
  .transform((text, context) => {
    const decoded = decodeCursor(text)
    if (!decoded) {
      context.addIssue({
        code: "custom",
        message:
          "'cursor' is not one that this list has given; leave it out to begin at the start",
      })
      return z.NEVER
    }
    return decoded
  })

/** `dead` or `dead,ignored`. */
const statesInAddress = z
  .string()
  .transform((text) => text.split(","))
  .refine(
    (states) => states.every(isState),
    `'state' takes one or several of ${STATES}, divided by commas`
  )
  .transform((states) => states.filter(isState))

/** Only where these states are asked for is there an index to find a code quickly. */
const isFew = (states: JobState[] | undefined) =>
  states?.every((state) => state !== "done") ?? false

/** What the list and a retry of many narrow events down by, beside their state. */
const filterFields = {
  type: eventType.optional(),
  payment: payment.optional(),
  outcome_code: outcomeCode.optional(),
  received_after: utcTime.optional(),
  received_before: utcTime.optional(),
}

/** What the list of events can be narrowed down to. Unknown parameters are refused. */
export const ListEventsParams = z
  .object({
    state: statesInAddress.optional(),
    ...filterFields,
    order: z.enum(["received_at", "-received_at"]).default("-received_at"),
    cursor: cursor.optional(),
    limit: wholeNumber("limit", 1, MAX_LIMIT).default(50),
  })
  .strict()
  .refine(
    ({ outcome_code, state }) => outcome_code === undefined || isFew(state),
    "'outcome_code' needs a 'state' beside it: pending, ignored or dead"
  )

export type ListEventsParams = z.infer<typeof ListEventsParams>

export const ReadEventParams = z
  .object({ unmasked: z.enum(["true", "false"]).default("false") })
  .strict()

export type ReadEventParams = z.infer<typeof ReadEventParams>

/** The `generation` that was looked at: another one means that somebody was quicker. */
export const RetryEventBody = z
  .object({ generation: z.int().min(1).optional() })
  .strict()
  // A request without a body is as good as one with an empty object.
  .optional()

export type RetryEventBody = z.infer<typeof RetryEventBody>

const retryFilter = z
  .object({
    // Without it a slip of the pen would send off everything there ever was.
    state: z.array(z.enum(JOB_STATES)).min(1).or(z.enum(JOB_STATES)),
    ...filterFields,
  })
  .strict()

/** Which events are sent off again: either ids or a filter. */
export const RetryEventsBody = z
  .object({
    ids: z.array(eventId).min(1).max(MAX_IDS).optional(),
    filter: retryFilter.optional(),
    cursor: cursor.optional(),
    limit: z.int().min(1).max(MAX_RETRIED).default(MAX_RETRIED),
    dry_run: z.boolean().default(false),
  })
  .strict()
  .refine(
    ({ ids, filter }) => (ids === undefined) !== (filter === undefined),
    "Give either 'ids' or a 'filter' with at least a 'state'"
  )

export type RetryEventsBody = z.infer<typeof RetryEventsBody>

export const IgnoreEventBody = z
  .object({
    reason: z
      .string({ error: "'reason' is required: say why it need not be done" })
      .trim()
      .min(1)
      .max(MAX_REASON),
  })
  .strict()

export type IgnoreEventBody = z.infer<typeof IgnoreEventBody>
