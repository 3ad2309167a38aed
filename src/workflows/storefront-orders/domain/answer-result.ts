import type { AnswerState } from "../../../modules/storefront-orders/client/give-answer"
import {
  type AnswerName,
  type StaffAnswer,
  isSameAnswer,
} from "../../../modules/storefront-orders/domain/staff-answer"
import type { Actor } from "../../../modules/storefront-orders/types"
import type { AnswerRefusal } from "./answer-plan"

/** What came of answering a question. */
export type AnswerResult =
  | { kind: "answered" }
  /** Somebody had given the same answer, and it was carried out. */
  | { kind: "answered_before" }
  /** Somebody had given another answer. */
  | {
      kind: "already_answered"
      by: Actor
      /** UTC. */
      at: string
      /** Null where the backend itself closed it. */
      answer: AnswerName | null
    }
  /** The answer is kept, and is being carried out, or will be by itself. */
  | { kind: "under_way" }
  | { kind: "refused"; refusal: AnswerRefusal }

/** What whoever gives an answer now is told of the one that is there. */
export function resultOfState(
  state: Extract<AnswerState, { at: Date }>,
  answer: StaffAnswer
): AnswerResult {
  if (!state.answer || !isSameAnswer(state.answer, answer)) {
    return {
      kind: "already_answered",
      by: state.actor,
      at: state.at.toISOString(),
      answer: state.answer?.answer ?? null,
    }
  }
  return { kind: state.kind === "answered" ? "answered_before" : "under_way" }
}

/** Whether the question has this answer for good. */
export function isSettled({ kind }: AnswerResult): boolean {
  return kind === "answered" || kind === "answered_before"
}
