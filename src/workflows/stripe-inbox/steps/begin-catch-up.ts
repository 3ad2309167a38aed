import { StepResponse, createStep } from "@medusajs/framework/workflows-sdk"
import { STRIPE_INBOX_MODULE } from "../../../modules/stripe-inbox"
import type { StripeInboxModuleService } from "../../../modules/stripe-inbox/service"
import type { CatchUpTrigger } from "../../../modules/stripe-inbox/types"

export type BeginCatchUpStepInput = { trigger: CatchUpTrigger }

/** From where a run goes on; times are ISO 8601, UTC. */
export type CatchUpStart = {
  trigger: CatchUpTrigger
  /** Null where no events were asked for yet. */
  events_until: string | null
  /** Nothing from before is asked for. */
  since: string
}

export const beginCatchUpStepId = "begin-catch-up"

/**
 * Notes that a run begins. Null where Stripe is not configured, or another run is under way. There
 * is nothing to undo: a run that dies leaves only its time.
 */
export const beginCatchUpStep = createStep(
  beginCatchUpStepId,
  async ({ trigger }: BeginCatchUpStepInput, { container }) => {
    const { catchUp } =
      container.resolve<StripeInboxModuleService>(STRIPE_INBOX_MODULE)
    const begun = await catchUp?.begin(trigger)
    if (!catchUp || !begun) {
      return new StepResponse<CatchUpStart | null>(null)
    }
    return new StepResponse<CatchUpStart | null>({
      trigger,
      events_until: begun.eventsUntil?.toISOString() ?? null,
      since: (catchUp.options.since ?? begun.connectedAt).toISOString(),
    })
  }
)
