/** Why a call is not taken: nothing of it is written. */
export type CallRefusal = {
  type: "conflict" | "unavailable" | "upstream_unavailable"
  /** A stable name of the cause. */
  code: string
  /** For people: what is in the way, and what they can do. */
  message: string
}

export function conflict(code: string, message: string): CallRefusal {
  return { type: "conflict", code, message }
}

export const KEY_REUSED = conflict(
  "idempotency_key_reused",
  "This Idempotency-Key was used for another body within the last 24 hours; use a new one for each call"
)
