/** A dispute as Stripe tells of it. */
export type DisputeFacts = {
  /** Stripe's id of it. */
  dispute: string
  /** What is disputed, in minor units. */
  amount: number
  /** Lower-case ISO 4217. */
  currency_code: string
  /** As in https://docs.stripe.com/api/disputes/object#dispute_object-reason */
  reason: string
  /** As in https://docs.stripe.com/api/disputes/object#dispute_object-status */
  status: string
  /** ISO 8601, UTC; null where no evidence is wanted. */
  evidence_due_at: string | null
  /** ISO 8601, UTC. */
  opened_at: string
}

/**
 * What a dispute's state means to the shop.
 *
 * - `inquiry`: the bank asks; no money was taken, and an answer or a refund settles it
 * - `open`: the money was taken back, and the shop may still win it
 * - `lost`: the money is gone
 * - `over`: won, withdrawn or settled: nothing is left to do
 */
export type DisputePhase = "inquiry" | "open" | "lost" | "over"

const PHASES: Readonly<Record<string, DisputePhase>> = {
  warning_needs_response: "inquiry",
  warning_under_review: "inquiry",
  warning_closed: "over",
  prevented: "over",
  won: "over",
  lost: "lost",
}

/** A state that Stripe adds later counts as open: better looked at once too often. */
export function phaseOfDispute(status: string): DisputePhase {
  return PHASES[status] ?? "open"
}

/** Whether a dispute has been decided, or needs no decision any more. */
export function isClosed(status: string): boolean {
  const phase = phaseOfDispute(status)
  return phase === "lost" || phase === "over"
}
