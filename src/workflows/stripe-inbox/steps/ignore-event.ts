import { StepResponse, createStep } from "@medusajs/framework/workflows-sdk"
import type { IgnoredJob } from "../../../lib/durable-queue/ignore-job"
import { STRIPE_INBOX_MODULE } from "../../../modules/stripe-inbox"
import type { StripeInboxModuleService } from "../../../modules/stripe-inbox/service"

export type IgnoreEventStepInput = {
  event_id: string
  reason: string
  /** Who says so, for the record. */
  actor: string
}

export const ignoreEventStepId = "ignore-event"

/** Sets an event aside; the result is null where it is not there. */
export const ignoreEventStep = createStep(
  ignoreEventStepId,
  async ({ event_id, reason, actor }: IgnoreEventStepInput, { container }) => {
    const { desk } =
      container.resolve<StripeInboxModuleService>(STRIPE_INBOX_MODULE)
    const found = await desk.ignore(event_id, { reason, actor })
    return new StepResponse<IgnoredJob | null, string | null>(
      found,
      found?.ignored ? event_id : null
    )
  },
  async (eventId, { container }) => {
    if (eventId) {
      const { desk } =
        container.resolve<StripeInboxModuleService>(STRIPE_INBOX_MODULE)
      await desk.retry({ kind: "ids", ids: [eventId] })
    }
  }
)
