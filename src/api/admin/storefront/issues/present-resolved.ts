import { isRecord, textOrNull } from "../../../../lib/unknown-values"
import type {
  StorefrontResolveResponse,
  StorefrontSameAnswer,
} from "../../../../types/storefront-issues"
import type { AnswerResult } from "../../../../workflows/storefront-orders/domain/answer-result"
import type { SameQuestionsAnswered } from "../../../../workflows/storefront-orders/steps/answer-same-questions"
import type { Refusal } from "../../../refuse"
import type { IssueRow } from "./issue-of-request"
import { presentIssue } from "./present-issue"

/** Why an answer was not taken; null where it was. */
export function refusalOfResult(result: AnswerResult): Refusal | null {
  if (result.kind === "refused") {
    return result.refusal
  }
  if (result.kind === "already_answered") {
    const { by, at, answer } = result
    const who =
      by.type === "system" ? "the backend itself" : `${by.type} ${by.id}`
    const what = answer ? ` with ${answer}` : ""
    return {
      type: "conflict",
      code: "already_answered",
      message: `It was answered${what} by ${who} at ${at}; nothing was changed`,
    }
  }
  return null
}

/** What whoever answered is told. */
export function presentResolved(
  issue: IssueRow,
  answered: { result: AnswerResult; same: SameQuestionsAnswered | null }
): StorefrontResolveResponse {
  const { kind } = answered.result
  const outcome = isRecord(issue.answer?.outcome) ? issue.answer.outcome : {}
  const { remembered } = outcome
  return {
    issue: presentIssue(issue),
    answered_before: kind === "answered_before",
    under_way: kind === "under_way",
    remembered: typeof remembered === "boolean" ? remembered : null,
    not_remembered_because: textOrNull(outcome.not_remembered_because),
    same: (answered.same?.answered ?? []).map(presentSame),
    same_left: answered.same?.left ?? 0,
    message: MESSAGES[kind],
  }
}

const MESSAGES: Record<AnswerResult["kind"], string> = {
  answered: "It is done",
  answered_before: "Somebody had answered the same; nothing was changed",
  under_way:
    "The answer is kept and is being carried out; look again in a minute",
  already_answered: "It was answered otherwise",
  refused: "It was not possible",
}

function presentSame({
  issueId,
  result,
}: SameQuestionsAnswered["answered"][number]): StorefrontSameAnswer {
  const refusal = refusalOfResult(result)
  return {
    issue_id: issueId,
    result: result.kind,
    code: refusal?.code ?? null,
    message: refusal?.message ?? null,
  }
}
