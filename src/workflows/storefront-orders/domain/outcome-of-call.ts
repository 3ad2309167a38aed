import { assertUnreachable } from "../../../lib/assert-unreachable"
import type { CallOutcome } from "../../../modules/storefront-orders/types"
import type { ImportStorefrontPaymentResult } from "../workflows/import-storefront-payment"

/** While another worker is at the same payment. */
const BUSY_DELAY_MS = 250

/** What working a call off comes to. */
export function outcomeOfCall(
  imported: ImportStorefrontPaymentResult
): CallOutcome {
  switch (imported.kind) {
    case "imported":
      return { kind: "done" }
    case "not_for_us":
      return { kind: "ignored", reason: imported.reason }
    case "busy":
      return { kind: "snoozed", delayMs: BUSY_DELAY_MS }
    default:
      return assertUnreachable(imported)
  }
}
