import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { StepResponse, createStep } from "@medusajs/framework/workflows-sdk"
import { STRIPE_INBOX_MODULE } from "../../../modules/stripe-inbox"
import type { StripeInboxModuleService } from "../../../modules/stripe-inbox/service"
import {
  type CatchUpOutcome,
  type CatchUpResult,
  sumUpCatchUp,
} from "../domain/sum-up-catch-up"

export type EndCatchUpStepInput = {
  events: CatchUpOutcome
  payments: CatchUpOutcome
}

export const endCatchUpStepId = "end-catch-up"

/** Keeps and logs what a run came to. There is nothing to undo: the next run writes its own. */
export const endCatchUpStep = createStep(
  endCatchUpStepId,
  async ({ events, payments }: EndCatchUpStepInput, { container }) => {
    const { catchUp } =
      container.resolve<StripeInboxModuleService>(STRIPE_INBOX_MODULE)
    const logger = container.resolve(ContainerRegistrationKeys.LOGGER)
    const result = sumUpCatchUp(events, payments)
    const { events_found, payments_found, failure } = result
    if (!catchUp || catchUp.stopped) {
      return new StepResponse<CatchUpResult>(result)
    }
    await catchUp.end(failure)
    const found = `events_found=${events_found} payments_found=${payments_found}`
    if (failure) {
      logger.error(
        `stripe inbox: catching up failed code=${failure.code} ${found}: ${failure.message}`
      )
    } else if (events_found + payments_found > 0) {
      logger.info(`stripe inbox: caught up ${found}`)
    }
    return new StepResponse<CatchUpResult>(result)
  }
)
