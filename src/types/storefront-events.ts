/** An event of Stripe in a list: without its payload. Times are UTC. */
export type StorefrontEventListItem = {
  id: string
  type: string
  state: string
  /** How it came here: `webhook` or `catch_up`. */
  source: string
  livemode: boolean
  api_version: string | null
  /** The payment it speaks of: a PaymentIntent's id, else a Checkout Session's. */
  payment: string | null
  /** The id of the object it is about. */
  object_id: string | null
  stripe_created_at: string
  received_at: string
  /** When it is due; null unless it waits. */
  next_attempt_at: string | null
  started_at: string | null
  finished_at: string | null
  /** Since when it has failed without a success between. */
  failing_since: string | null
  attempts_count: number
  outcome_code: string | null
  outcome_message: string | null
  /** Raised each time the event is asked for; see `POST …/retry`. */
  generation: number
  payload_pruned: boolean
}

export type StorefrontEventListResponse = {
  events: StorefrontEventListItem[]
  /** For the next page; null on the last. */
  next_cursor: string | null
  limit: number
}

/** One try at working an event off, or what staff did with it. */
export type StorefrontEventAttempt = {
  number: number
  outcome: string
  code: string | null
  message: string | null
  started_at: string
  finished_at: string
  duration_ms: number
}

export type StorefrontEventDetail = StorefrontEventListItem & {
  /** Newest last. */
  attempts: StorefrontEventAttempt[]
  /** As Stripe sent it; null where it was pruned, a text where it is not JSON. */
  payload: unknown
  /** Whether personal data is left out of the payload. */
  payload_masked: boolean
}

export type StorefrontEventDetailResponse = { event: StorefrontEventDetail }

export type StorefrontEventRetryResponse = {
  event: StorefrontEventListItem
  retried: boolean
  /** Somebody has asked for it already; nothing was changed. */
  already_waiting: boolean
  message: string
}

export type StorefrontEventsRetryResponse = {
  /** Nothing was changed; the counts are of what would be. */
  dry_run: boolean
  matched: number
  retried: number
  already_waiting: number
  /** Cannot be worked off any more. */
  payload_pruned: number
  /** Some of them. */
  payload_pruned_ids: string[]
  /** Asked for by id, and not there. */
  not_found_ids: string[]
  /** Whether a filter matches more than one call takes. */
  more: boolean
  /** To go on with them; null where these were all. */
  next_cursor: string | null
}

export type StorefrontEventIgnoreResponse = {
  event: StorefrontEventListItem
  ignored: boolean
  /** It was set aside before; nothing was changed. */
  already_ignored: boolean
  message: string
}
