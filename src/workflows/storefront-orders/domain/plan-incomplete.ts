import type { FailureSummary } from "../../../lib/errors"
import { assertUnreachable } from "../../../lib/assert-unreachable"
import type { NewIssue } from "../../../modules/storefront-orders/types"

/** What a step of an import makes, and its inverse takes back. */
export type ImportPart = "customer" | "reservations" | "payment" | "order"

/**
 * The question asked where an import failed and a part of it could not be taken back either. It
 * closes by itself once a later try has made the order whole.
 */
export function issueOfIncomplete(
  part: ImportPart,
  { code }: FailureSummary
): NewIssue {
  return {
    kind: "import_incomplete",
    subject: part,
    message: `The import failed, and ${wordsFor(part)} could not be taken back (${code}). It is tried again by itself and goes on with what stands, and this question closes when the order is whole. If it stays open, look at the payment's events for why the import fails`,
    details: { part, code },
  }
}

function wordsFor(part: ImportPart): string {
  switch (part) {
    case "customer":
      return "the guest customer it had made"
    case "reservations":
      return "the stock it had reserved"
    case "payment":
      return "Medusa's record of the payment"
    case "order":
      return "the order it had written"
    default:
      return assertUnreachable(part)
  }
}
