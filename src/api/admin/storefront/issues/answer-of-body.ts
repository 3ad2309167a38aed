import type { StaffAnswer } from "../../../../modules/storefront-orders/domain/staff-answer"
import { splitName } from "../../../../workflows/storefront-orders/domain/plan-address"
import type { ResolveIssueBody } from "./validators"

/** What a body says, as the ledger keeps it. */
export function answerOfBody(body: ResolveIssueBody): StaffAnswer {
  if (body.answer === "complete_address") {
    const { name, ...address } = body.address
    const { first, last } = splitName(name)
    return {
      answer: body.answer,
      address: { first_name: first, last_name: last, ...address },
    }
  }
  return body.answer === "handled"
    ? { answer: body.answer, note: body.note ?? null }
    : body
}
