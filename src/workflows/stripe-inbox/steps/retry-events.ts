import { StepResponse, createStep } from "@medusajs/framework/workflows-sdk"
import { STRIPE_INBOX_MODULE } from "../../../modules/stripe-inbox"
import type {
  RetriedEvents,
  RetrySelection,
} from "../../../modules/stripe-inbox/client/retry-events"
import type { StripeInboxModuleService } from "../../../modules/stripe-inbox/service"

export type RetryEventsStepInput = {
  selection: RetrySelection
  /** Only says what would be done. */
  dry_run: boolean
}

export const retryEventsStepId = "retry-events"

/**
 * Sends events off again. Nothing to undo: a worker may have begun already, and working an event
 * off once more finds everything done.
 */
export const retryEventsStep = createStep(
  retryEventsStepId,
  async ({ selection, dry_run }: RetryEventsStepInput, { container }) => {
    const { desk } =
      container.resolve<StripeInboxModuleService>(STRIPE_INBOX_MODULE)
    return new StepResponse<RetriedEvents>(
      dry_run ? await desk.previewRetry(selection) : await desk.retry(selection)
    )
  }
)
