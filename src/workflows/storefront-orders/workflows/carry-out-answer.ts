import {
  WorkflowResponse,
  createWorkflow,
  transform,
} from "@medusajs/framework/workflows-sdk"
import type {
  AnswerHold,
  GivenAnswer,
} from "../../../modules/storefront-orders/client/give-answer"
import { NO_EFFECTS } from "../domain/answer-plan"
import { bindOrderLineStep } from "../steps/bind-order-line"
import { closeQuestionStep } from "../steps/close-question"
import { completeShippingAddressStep } from "../steps/complete-shipping-address"
import { planAnswerStep } from "../steps/plan-answer"
import { reserveStockStep } from "../steps/reserve-stock"
import { setOrderRegionStep } from "../steps/set-order-region"
import { settleOrderTotalStep } from "../steps/settle-order-total"

export type CarryOutAnswerInput = {
  hold: AnswerHold
  given: GivenAnswer
}

export const carryOutAnswerWorkflowId = "carry-out-answer"

/**
 * Carries out an answer that was given, and closes its question. It recovers forwards: the answer
 * stands, so what a run changed before it failed is kept, and the next run finds each part and makes
 * what is missing. Only one that turned out to be impossible is taken back, before anything changes.
 */
export const carryOutAnswerWorkflow = createWorkflow(
  carryOutAnswerWorkflowId,
  (input: CarryOutAnswerInput) => {
    const planned = planAnswerStep(
      transform({ input }, ({ input: { hold, given } }) => ({
        issueId: hold.issueId,
        answer: given.answer,
      }))
    )
    const effects = transform({ planned }, ({ planned: { plan } }) =>
      plan.kind === "possible" ? plan.effects : NO_EFFECTS
    )
    bindOrderLineStep(transform({ effects }, ({ effects }) => effects.line))
    const shortages = reserveStockStep(
      transform({ planned, effects }, ({ planned, effects }) => ({
        wanted: effects.wantedStock,
        locationIds: planned.facts?.locationIds ?? [],
      }))
      // The order stands whatever becomes of this run, and another may count on what it reserved.
    ).config({ noCompensation: true })
    settleOrderTotalStep(transform({ effects }, ({ effects }) => effects.total))
    setOrderRegionStep(transform({ effects }, ({ effects }) => effects.region))
    completeShippingAddressStep(
      transform({ input, effects }, ({ input, effects }) => ({
        completion: effects.address,
        actorId: input.given.actor.id,
      }))
    )
    return new WorkflowResponse(
      closeQuestionStep(
        transform(
          { input, planned, shortages },
          ({ input, planned, shortages }) => ({
            ...planned,
            ...input,
            issues: shortages,
          })
        )
      )
    )
  }
)
