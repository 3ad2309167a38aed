/** What the legacy store was told of an order of the storefront. Times are UTC. */
export type StorefrontOrderStatus = {
  order_id: string
  /** Of the work: `pending`, `running`, `done`, `ignored` or `dead`. */
  state: string
  /** Given up, or tried in vain so far: the legacy store does not say what it should. */
  held: boolean
  /** The last word that was written there; null before the first time. */
  pushed_status: string | null
  pushed_version: string | null
  pushed_at: string | null
  /** When staff were told that the legacy store does not know the order. */
  unknown_reported_at: string | null
  /** When it is due; null unless it waits. */
  next_attempt_at: string | null
  /** Since when it has failed without a success between. */
  failing_since: string | null
  finished_at: string | null
  attempts_count: number
  outcome_code: string | null
  outcome_message: string | null
  created_at: string
}

export type StorefrontOrderStatusListResponse = {
  order_status: StorefrontOrderStatus[]
  count: number
  offset: number
  limit: number
}

export type StorefrontOrderStatusPushResponse = {
  /** As it is while it waits for a worker, or already is with one. */
  order_status: StorefrontOrderStatus | null
}

export type StorefrontOrderStatusPushHeldResponse = {
  /** How many orders are told of again. */
  queued: number
}
