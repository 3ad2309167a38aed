import { assertUnreachable } from "../../../lib/assert-unreachable"
import type { Settlement } from "../../../lib/durable-queue"
import {
  passingError,
  permanentError,
  summarizeFailure,
} from "../../../lib/errors"
import { failureOfOutcome } from "../errors"
import type { OrderOutcome } from "../order-types"

const NOT_FOUND = "legacy_order_not_found"

/** What the queue is told of an order that was pushed, or could not be. */
export function settlementOfOrder(outcome: OrderOutcome): Settlement {
  switch (outcome) {
    case "written":
    case "superseded":
      return { kind: "done" }
    case "gone":
      return { kind: "ignored", reason: "order_gone" }
    case "no_table":
      return { kind: "ignored", reason: "legacy_store_without_orders" }
    case "expected":
      return failed(
        passingError(
          NOT_FOUND,
          "No row of the legacy store carries this payment yet; its own webhook may still write it"
        )
      )
    case "unknown":
      return failed(
        permanentError(
          NOT_FOUND,
          "No row of the legacy store carries this order's payment; once there is one, push again"
        )
      )
    case "refused":
    case "locked":
      return {
        kind: "failed",
        failure: summarizeFailure(failureOfOutcome(outcome)),
      }
    default:
      return assertUnreachable(outcome)
  }
}

function failed(error: Error): Settlement {
  return { kind: "failed", failure: summarizeFailure(error) }
}
