import { StepResponse, createStep } from "@medusajs/framework/workflows-sdk"
import { permanentError } from "../../../lib/errors"
import { STRIPE_INBOX_MODULE } from "../../../modules/stripe-inbox"
import type { StripeInboxModuleService } from "../../../modules/stripe-inbox/service"
import { type EventMeaning, meaningOfEvent } from "../domain/meaning-of-event"

export type ReadEventMeaningStepInput = { event_id: string }

export const readEventMeaningStepId = "read-event-meaning"

/** Takes an event from the inbox's table and says what it is for. */
export const readEventMeaningStep = createStep(
  readEventMeaningStepId,
  async ({ event_id }: ReadEventMeaningStepInput, { container }) => {
    const inbox =
      container.resolve<StripeInboxModuleService>(STRIPE_INBOX_MODULE)
    const { payload } = await inbox.retrieveStripeEvent(event_id, {
      select: ["payload"],
    })
    if (payload === null) {
      throw permanentError(
        "payload_pruned",
        `The payload of ${event_id} was removed after its time; what it was about can be seen in Stripe`
      )
    }
    return new StepResponse<EventMeaning>(
      meaningOfEvent(parseStored(event_id, payload))
    )
  }
)

/** It was checked before it was stored, so this fails only where a row was edited by hand. */
function parseStored(eventId: string, payload: string): unknown {
  try {
    return JSON.parse(payload)
  } catch (error) {
    throw permanentError(
      "payload_unreadable",
      `The payload of ${eventId} is not JSON`,
      error
    )
  }
}
