import type { MedusaContainer } from "@medusajs/framework/types"
import { StepResponse, createStep } from "@medusajs/framework/workflows-sdk"
import { STOREFRONT_ORDERS_MODULE } from "../../../modules/storefront-orders"
import type { StorefrontOrdersModuleService } from "../../../modules/storefront-orders/service"
import { finishAbandoned } from "./answer-one-question"
import { answerSameQuestions } from "./answer-same-questions"

export const finishAbandonedAnswersStepId = "finish-abandoned-answers"

const MAX_AT_ONCE = 100

/**
 * Carries out the answers that were given and not carried out. Several processes at once share
 * them: each takes in hand what no other has. Not undone: staff have answered.
 *
 * @returns how many were carried out.
 */
export const finishAbandonedAnswersStep = createStep(
  finishAbandonedAnswersStepId,
  async (_: undefined, { container }) =>
    new StepResponse(await finishAll(container))
)

async function finishAll(container: MedusaContainer): Promise<number> {
  const { answers: desk } = container.resolve<StorefrontOrdersModuleService>(
    STOREFRONT_ORDERS_MODULE
  )
  let finished = 0
  for (const issueId of await desk.abandoned(MAX_AT_ONCE)) {
    const done = await finishAbandoned(container, issueId)
    if (done?.result.kind === "answered") {
      finished++
      await answerSameQuestions(
        container,
        { issueId, ...done.given },
        done.result
      )
    }
  }
  return finished
}
