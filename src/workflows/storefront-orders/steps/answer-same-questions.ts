import type { MedusaContainer } from "@medusajs/framework/types"
import { StepResponse, createStep } from "@medusajs/framework/workflows-sdk"
import { STOREFRONT_ORDERS_MODULE } from "../../../modules/storefront-orders"
import type { StorefrontOrdersModuleService } from "../../../modules/storefront-orders/service"
import { type AnswerResult, isSettled } from "../domain/answer-result"
import {
  type AnswerOneQuestionStepInput,
  answerOneQuestion,
} from "./answer-one-question"

export type AnswerSameQuestionsStepInput = AnswerOneQuestionStepInput & {
  /** What came of the question that was asked about. */
  result: AnswerResult
}

/** What came of the other open questions about the same item. */
export type SameQuestionsAnswered = {
  answered: { issueId: string; result: AnswerResult }[]
  /** How many are left: more than one call answers, or refused. */
  left: number
}

export const answerSameQuestionsStepId = "answer-same-questions"

/** As many as are answered while somebody waits; a second call goes on. */
const MAX_AT_ONCE = 100

/**
 * Answers the other open questions about the same item in the same way, where staff want it. Not
 * undone, as the answers themselves are not.
 */
export const answerSameQuestionsStep = createStep(
  answerSameQuestionsStepId,
  async ({ result, ...given }: AnswerSameQuestionsStepInput, { container }) =>
    new StepResponse<SameQuestionsAnswered | null>(
      await answerSameQuestions(container, given, result)
    )
)

/**
 * Each for itself: one that is refused, or answered by somebody else meanwhile, does not hold the
 * others up. Who asks again goes on with those that are left.
 *
 * @returns null where it was not asked for, or the question itself was not answered.
 */
export async function answerSameQuestions(
  container: MedusaContainer,
  { issueId, answer, actor }: AnswerOneQuestionStepInput,
  result: AnswerResult
): Promise<SameQuestionsAnswered | null> {
  const applies = answer.answer === "choose_variant" && answer.apply_to_same
  if (!applies || !isSettled(result)) {
    return null
  }
  const { answers: desk } = container.resolve<StorefrontOrdersModuleService>(
    STOREFRONT_ORDERS_MODULE
  )
  const { ids } = await desk.same(issueId, MAX_AT_ONCE)
  const answered: SameQuestionsAnswered["answered"] = []
  for (const id of ids) {
    const own = await answerOneQuestion(container, {
      issueId: id,
      // Remembered already, by the question that was asked about.
      answer: { ...answer, remember: false, apply_to_same: false },
      actor,
    })
    answered.push({ issueId: id, result: own })
  }
  const { count: left } = await desk.same(issueId, 1)
  return { answered, left }
}
