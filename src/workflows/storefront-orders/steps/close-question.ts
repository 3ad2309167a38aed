import { StepResponse, createStep } from "@medusajs/framework/workflows-sdk"
import { STOREFRONT_ORDERS_MODULE } from "../../../modules/storefront-orders"
import type {
  AnswerHold,
  GivenAnswer,
} from "../../../modules/storefront-orders/client/give-answer"
import type { StorefrontOrdersModuleService } from "../../../modules/storefront-orders/service"
import type { NewIssue } from "../../../modules/storefront-orders/types"
import { activityOfAnswer, activityOfRefusal } from "../domain/answer-activity"
import type { AnswerRefusal } from "../domain/answer-plan"
import type { PlannedAnswer } from "./plan-answer"

export type CloseQuestionStepInput = PlannedAnswer & {
  hold: AnswerHold
  given: GivenAnswer
  /** What has to be asked now. */
  issues: readonly NewIssue[]
}

/** What came of carrying an answer out. */
export type CarriedOut =
  | { kind: "answered" }
  /** Taken back: the question is open again. */
  | { kind: "refused"; refusal: AnswerRefusal }
  /** Another process has taken the answer over, and carries it out. */
  | { kind: "lost" }

export const closeQuestionStepId = "close-question"

/** Closes a question whose answer was carried out, or opens it again where that was impossible. The last step. */
export const closeQuestionStep = createStep(
  closeQuestionStepId,
  async (input: CloseQuestionStepInput, { container }) => {
    const { answers } = container.resolve<StorefrontOrdersModuleService>(
      STOREFRONT_ORDERS_MODULE
    )
    const { facts, plan, hold, given, issues } = input
    if (plan.kind === "refused") {
      const activity = activityOfRefusal(facts, given, plan.refusal)
      const isOpen = await answers.withdraw(hold, activity)
      return new StepResponse<CarriedOut>(isOpen ? plan : { kind: "lost" })
    }
    const { effects } = plan
    const isClosed = await answers.finish(hold, {
      outcome: effects.outcome,
      activity: activityOfAnswer(facts, given, effects),
      issues,
      mapping: effects.mapping && { ...effects.mapping, actor: given.actor },
    })
    return new StepResponse<CarriedOut>({
      kind: isClosed ? "answered" : "lost",
    })
  }
)
