import type { GivenAnswer } from "../../../modules/storefront-orders/client/give-answer"
import type { NewActivity } from "../../../modules/storefront-orders/types"
import type { AnswerEffects, AnswerRefusal } from "./answer-plan"
import type { QuestionFacts } from "./question-facts"

/** What the activity log keeps of an answer that was carried out. */
export function activityOfAnswer(
  facts: QuestionFacts | null,
  { actor, answer }: GivenAnswer,
  { message, outcome }: Pick<AnswerEffects, "message" | "outcome">
): NewActivity {
  return {
    kind: "issue_answered",
    actor,
    message: `Answered «${facts?.issue.kind}»: ${message}`,
    ...subjectOf(facts),
    details: {
      issue_kind: facts?.issue.kind,
      answer: answer.answer,
      ...(answer.answer === "handled" ? { note: answer.note } : {}),
      ...outcome,
    },
  }
}

/** What it keeps of one that turned out to be impossible. */
export function activityOfRefusal(
  facts: QuestionFacts | null,
  { actor, answer }: GivenAnswer,
  refusal: AnswerRefusal
): NewActivity {
  return {
    kind: "issue_answer_withdrawn",
    actor,
    message: `The answer was taken back: ${refusal.message}`,
    ...subjectOf(facts),
    details: {
      issue_kind: facts?.issue.kind,
      answer: answer.answer,
      code: refusal.code,
    },
  }
}

function subjectOf(facts: QuestionFacts | null) {
  return {
    issue_id: facts?.issue.id ?? null,
    payment_id: facts?.payment.id ?? null,
    order_id: facts?.order?.id ?? null,
  }
}
