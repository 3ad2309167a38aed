import { StepResponse, createStep } from "@medusajs/framework/workflows-sdk"
import { STRIPE_INBOX_MODULE } from "../../../modules/stripe-inbox"
import type { StripeInboxModuleService } from "../../../modules/stripe-inbox/service"

/** Small enough that no statement holds its rows for long. */
const BATCH = 1_000

export const pruneStripePayloadsStepId = "prune-stripe-payloads-step"

/**
 * Takes the payloads away that were finished long ago, batch by batch. It cannot be undone, and may
 * be cut off anywhere: the next night goes on.
 */
export const pruneStripePayloadsStep = createStep(
  pruneStripePayloadsStepId,
  async (_: undefined, { container }) => {
    const inbox =
      container.resolve<StripeInboxModuleService>(STRIPE_INBOX_MODULE)
    let payloads = 0
    let pruned: number
    do {
      pruned = await inbox.prunePayloads(BATCH)
      payloads += pruned
    } while (pruned === BATCH && !inbox.catchUp?.stopped)
    return new StepResponse({
      payloads,
      refusals: await inbox.forgetRefusals(),
    })
  }
)
