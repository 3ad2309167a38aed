/** A run that compares the legacy store with Medusa. Times are UTC. */
export type StorefrontReconcileRun = {
  id: string
  /** `quick`, `full` or `chosen`. */
  kind: string
  /** Whether what differs is pushed again; otherwise it is only listed. */
  repairs: boolean
  /** Of a run over chosen items: variants and products. */
  item_ids: string[] | null
  /** `pending`, `running`, `done`, `ignored` (it was stopped) or `dead`. */
  state: string
  stopped: boolean
  /** How many items there are to compare, about; null before it has begun. */
  total: number | null
  compared: number
  /** What is not linked there is not among them. */
  differing: number
  /** Differing, with their push under way. */
  on_their_way: number
  repaired: number
  /** Who asked for it; null for the schedule. */
  requested_by: string | null
  stop_requested_at: string | null
  created_at: string
  started_at: string | null
  finished_at: string | null
  /** When it is tried again; null unless it waits. */
  next_attempt_at: string | null
  failing_since: string | null
  attempts_count: number
  outcome_code: string | null
  outcome_message: string | null
}

export type StorefrontReconcileResponse = { run: StorefrontReconcileRun }

export type StorefrontReconcileListResponse = {
  runs: StorefrontReconcileRun[]
  count: number
  offset: number
  limit: number
}

export type StorefrontReconcileStopResponse = StorefrontReconcileResponse & {
  message: string
}

/** A number in the legacy store that is another than Medusa's. Times are UTC. */
export type StorefrontDrift = {
  id: string
  /** The variant's or the product's id. */
  item_id: string
  /** `variant`, or `product` for the sum of its variants. */
  kind: string
  title: string | null
  product_title: string | null
  sku: string | null
  medusa_quantity: number
  /** Null where no row carries the id. */
  legacy_quantity: number | null
  /** What the legacy store has more than Medusa; 0 where only the mark «in stock» differs. */
  difference: number | null
  cause: string
  why: string
  what_to_do: string
  /** When it was found. */
  since: string
  seen_at: string
  resolved_at: string | null
  /** `pushed`, `adopted` or `gone`; null while it is open. */
  resolution: string | null
  /** The run that saw it last. */
  reconcile_id: string | null
}

export type StorefrontDriftListResponse = {
  drift: StorefrontDrift[]
  count: number
  offset: number
  limit: number
}

export type StorefrontDriftTrendsResponse = {
  /** Oldest first, without what is not linked. */
  days: { day: string; found: number; resolved: number; open: number }[]
  /** How many items are not linked now. */
  not_linked: number
}

export type StorefrontDriftResolveResponse = {
  drift: StorefrontDrift
  message: string
}
