import { StepResponse, createStep } from "@medusajs/framework/workflows-sdk"
import type { StaffAnswer } from "../../../modules/storefront-orders/domain/staff-answer"
import { type AnswerPlan, refused } from "../domain/answer-plan"
import { planAnswer } from "../domain/plan-answer"
import type { QuestionFacts } from "../domain/question-facts"
import { readQuestion } from "../queries/read-question"

export type PlanAnswerStepInput = { issueId: string; answer: StaffAnswer }

/** What an answer comes to, and the facts that say so. */
export type PlannedAnswer = { facts: QuestionFacts | null; plan: AnswerPlan }

export const planAnswerStepId = "plan-answer"

/** Reads how things stand now, and decides what an answer changes. Changes nothing. */
export const planAnswerStep = createStep(
  planAnswerStepId,
  async ({ issueId, answer }: PlanAnswerStepInput, { container }) => {
    const facts = await readQuestion(container, issueId, answer)
    const plan = facts
      ? planAnswer(facts, answer)
      : refused("not_found", "not_found", `There is no question ${issueId}`)
    return new StepResponse<PlannedAnswer>({ facts, plan })
  }
)
