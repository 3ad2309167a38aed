import type { FailureSummary } from "../../../lib/errors"

/** What one part of a run came to. */
export type CatchUpOutcome = {
  /** How many that were not here. */
  found: number
  failure: FailureSummary | null
}

/** What a whole run came to. */
export type CatchUpResult = {
  events_found: number
  payments_found: number
  failure: FailureSummary | null
}

/** The failure of the first part that failed counts: the others' are mostly its consequence. */
export function sumUpCatchUp(
  events: CatchUpOutcome,
  payments: CatchUpOutcome
): CatchUpResult {
  return {
    events_found: events.found,
    payments_found: payments.found,
    failure: events.failure ?? payments.failure,
  }
}

/** A payment that could not be imported. */
export type FailedPayment = { payment: string; failure: FailureSummary }

/** One failure for all of them, that names the first; null where none failed. */
export function failureOfPayments(
  failed: readonly FailedPayment[]
): FailureSummary | null {
  const [first, ...others] = failed
  if (!first) {
    return null
  }
  const { payment, failure } = first
  const rest = others.length > 0 ? ` (and ${others.length} more)` : ""
  return {
    retry: "passing",
    code: "payments_not_imported",
    message: `${payment}${rest}: ${failure.code}: ${failure.message}`,
  }
}
