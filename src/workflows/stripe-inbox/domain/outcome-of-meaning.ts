import { assertUnreachable } from "../../../lib/assert-unreachable"
import type { EventOutcome } from "../../../modules/stripe-inbox/types"
import type { ImportStorefrontPaymentResult } from "../../storefront-orders/workflows/import-storefront-payment"
import type { RecordStripeRefundsResult } from "../../storefront-orders/workflows/record-stripe-refunds"
import type { EventMeaning } from "./meaning-of-event"

/** While another worker is at the same payment. */
const BUSY_DELAY_MS = 250

/** What an event comes to for which nothing is done. The reason is what staff filter by. */
export function outcomeOfMeaning(meaning: EventMeaning): EventOutcome {
  return { kind: "ignored", reason: reasonOf(meaning) }
}

function reasonOf(meaning: EventMeaning): string {
  switch (meaning.kind) {
    case "subscription":
    case "setup":
      return `${meaning.kind}_not_handled_yet`
    case "no_payment":
      return `payment_${meaning.how}`
    case "in_progress":
      return "not_paid_yet"
    case "thin":
      return "thin_event"
    case "refund":
    case "dispute":
      if (meaning.payment !== null) {
        throw new Error(`An event of a ${meaning.kind} was not looked into`)
      }
      return "charge_without_payment_intent"
    case "charge_without_intent":
      return "charge_without_payment_intent"
    case "medusa_payment":
      return "payment_started_by_medusa"
    case "import":
      throw new Error("An event that asks for an import was not imported")
    case "unknown":
      return "event_type_not_handled"
    default:
      return assertUnreachable(meaning)
  }
}

/** What an event comes to that needed the order of a payment. */
export function outcomeOfImport(
  result: ImportStorefrontPaymentResult
): EventOutcome {
  switch (result.kind) {
    case "imported":
      return { kind: "done" }
    case "not_for_us":
      return { kind: "ignored", reason: result.reason }
    case "busy":
      return { kind: "snoozed", delayMs: BUSY_DELAY_MS }
    default:
      return assertUnreachable(result)
  }
}

/** What an event comes to that asked to look at a payment's refunds. */
export function outcomeOfRefund(
  result: RecordStripeRefundsResult
): EventOutcome {
  switch (result.kind) {
    case "recorded":
      return { kind: "done" }
    case "not_for_us":
      return { kind: "ignored", reason: result.reason }
    case "busy":
      return { kind: "snoozed", delayMs: BUSY_DELAY_MS }
    default:
      return assertUnreachable(result)
  }
}
