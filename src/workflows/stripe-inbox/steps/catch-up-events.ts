import { StepResponse, createStep } from "@medusajs/framework/workflows-sdk"
import { summarizeFailure } from "../../../lib/errors"
import { STRIPE_INBOX_MODULE } from "../../../modules/stripe-inbox"
import type { CatchUp } from "../../../modules/stripe-inbox/client/catch-up"
import type { StripeInboxModuleService } from "../../../modules/stripe-inbox/service"
import type { TimeSpan } from "../../../modules/stripe-inbox/types"
import { CATCH_UP_EVENT_TYPES } from "../domain/catch-up-event-types"
import { planEventSpans } from "../domain/catch-up-spans"
import type { CatchUpOutcome } from "../domain/sum-up-catch-up"
import type { CatchUpStart } from "./begin-catch-up"

export const catchUpEventsStepId = "catch-up-events"

/**
 * Stores the events that no delivery has brought, page by page. Nothing is undone: an event that
 * Stripe made belongs here, and one that is here already is left as it is.
 */
export const catchUpEventsStep = createStep(
  catchUpEventsStepId,
  async ({ trigger, events_until, since }: CatchUpStart, { container }) => {
    const { catchUp } =
      container.resolve<StripeInboxModuleService>(STRIPE_INBOX_MODULE)
    const spans = planEventSpans({
      trigger,
      eventsUntil: events_until === null ? null : new Date(events_until),
      since: new Date(since),
      now: new Date(),
    })
    return new StepResponse<CatchUpOutcome>(
      catchUp ? await storeSpans(catchUp, spans) : { found: 0, failure: null }
    )
  }
)

/** How far it came is kept after each span: what a failure cuts off is asked for again. */
async function storeSpans(
  catchUp: CatchUp,
  spans: readonly TimeSpan[]
): Promise<CatchUpOutcome> {
  let found = 0
  try {
    for (const span of spans) {
      for await (const page of catchUp.eventPages(CATCH_UP_EVENT_TYPES, span)) {
        if (catchUp.stopped) {
          return { found, failure: null }
        }
        const stored = await catchUp.storeMissing(page)
        found += stored
        await catchUp.note({ eventsFound: stored })
      }
      await catchUp.note({ eventsUntil: span.until })
    }
    return { found, failure: null }
  } catch (error) {
    return { found, failure: summarizeFailure(error) }
  }
}
