import type { StorefrontCodeCount } from "./storefront-status"

/** How the mirror of the stock stands. Times are UTC. */
export type StorefrontStockStatusResponse = {
  /** What needs a look, in words; empty where all is well. */
  warnings: string[]
  /** Counts of items stop here: one that says so means at least so many. */
  counted_to: number
  /** Whether there is a legacy store to push to. */
  configured: boolean
  /** Whether every change in Medusa is noted in its own transaction. */
  captured: boolean
  /** Changes that wait to be turned into items. */
  changes_waiting: number
  /** When the oldest change was made that has not reached the legacy store. */
  oldest_change_at: string | null
  items: {
    pending: number
    running: number
    failing: {
      count: number
      since: string | null
      codes: StorefrontCodeCount[]
    }
    /** Given up: somebody must look. */
    held: { count: number; codes: StorefrontCodeCount[] }
  }
  last_pushed_at: string | null
  /** From a change to the legacy store, of the pushes of the last hour; null where there was none. */
  lateness_ms: { p50: number; p99: number } | null
  orders: { held: number }
  open_drift: number
  /** The last comparison of both sides; null before the first. */
  last_reconcile: {
    id: string
    kind: string
    state: string
    compared: number
    differing: number
    repaired: number
    created_at: string
    finished_at: string | null
  } | null
}

/** A variant's number, or a product's sum, and how far it has come. Times are UTC. */
export type StorefrontStockItemResponse = {
  id: string
  kind: string
  sku: string | null
  title: string | null
  variant_title: string | null
  product_id: string | null
  /** What can be sold now, as the legacy store is to say. */
  medusa_quantity: number
  in_stock: boolean
  /** What the legacy store was last told; null where it never was. */
  pushed_quantity: number | null
  pushed_version: string | null
  pushed_at: string | null
  state: string
  /** Why it is to be pushed. */
  causes: string[]
  changed_at: string | null
  /** When it is tried next; null where it is not waiting. */
  next_try_at: string | null
  attempt: number
  failing_since: string | null
  /** Of the last try. */
  outcome_code: string | null
  outcome_message: string | null
}

export type StorefrontStockItemListResponse = {
  items: StorefrontStockItemResponse[]
  limit: number
  /** For the next part of the list; null where this is the last. */
  next_after: string | null
}

export type StorefrontStockItemDetailResponse = {
  /** Null in `state` and below where it was never asked for. */
  item: {
    id: string
    kind: string
    medusa_quantity: number
    in_stock: boolean
    pushed: Omit<
      StorefrontStockItemResponse,
      | "id"
      | "kind"
      | "sku"
      | "title"
      | "variant_title"
      | "product_id"
      | "medusa_quantity"
      | "in_stock"
    > | null
    /** What a variant consists of, and where that lies. */
    parts: {
      inventory_item_id: string
      sku: string | null
      required: number
      location_id: string | null
      location: string | null
      stocked: number
      reserved: number
      /** Whether the storefront sells from there. */
      counts: boolean
    }[]
    rules: {
      id: string
      scope: string
      safety_stock: number | null
      sold_out_below: number | null
    }[]
    pushes: {
      quantity: number
      previous_quantity: number | null
      version: string
      causes: string[]
      changed_at: string | null
      pushed_at: string
    }[]
    attempts: {
      number: number
      outcome: string
      code: string | null
      message: string | null
      started_at: string
      duration_ms: number
    }[]
    edits: {
      id: string
      quantity_before: number | null
      quantity_after: number
      difference: number
      outcome: string
      source: string
      message: string | null
      created_at: string
    }[]
    drift: {
      id: string
      medusa_quantity: number
      legacy_quantity: number | null
      cause: string
      found_at: string
      resolved_at: string | null
      resolution: string | null
    }[]
  }
}

export type StorefrontStockPushResponse = {
  /** How many items are on their way; of everything, how many variants there are. */
  queued: number
  /** Names that nothing has. */
  not_found: string[]
}
