import {
  WorkflowResponse,
  createWorkflow,
  transform,
  when,
} from "@medusajs/framework/workflows-sdk"
import type { CatchUpTrigger } from "../../../modules/stripe-inbox/types"
import type { CatchUpResult } from "../domain/sum-up-catch-up"
import { type CatchUpStart, beginCatchUpStep } from "../steps/begin-catch-up"
import { catchUpEventsStep } from "../steps/catch-up-events"
import { catchUpPaymentsStep } from "../steps/catch-up-payments"
import { endCatchUpStep } from "../steps/end-catch-up"

export type CatchUpWithStripeInput = { trigger: CatchUpTrigger }

export const catchUpWithStripeWorkflowId = "catch-up-with-stripe"

/**
 * Asks Stripe for what never arrived: first events, then payments that not even an event was made
 * of. Several at once do no harm: an event is one row, and a payment one order, whoever brings it.
 *
 * Its result is null where there was nothing to do: no Stripe, or another run under way.
 */
export const catchUpWithStripeWorkflow = createWorkflow(
  catchUpWithStripeWorkflowId,
  (input: CatchUpWithStripeInput) => {
    const begun = beginCatchUpStep(input)
    const result = when({ begun }, ({ begun }) => begun !== null).then(() => {
      const start = transform({ begun }, ({ begun }): CatchUpStart => {
        if (begun === null) {
          throw new Error("Only a run that has begun goes on")
        }
        return begun
      })
      const events = catchUpEventsStep(start)
      const payments = catchUpPaymentsStep(start)
      return endCatchUpStep({ events, payments })
    })
    return new WorkflowResponse(
      transform(
        { result },
        ({ result }): CatchUpResult | null => result ?? null
      )
    )
  }
)
