import type { StorefrontStockStatusResponse } from "./storefront-stock"

export type StorefrontCodeCount = { code: string; count: number }

/** How things stand, for staff. Times are UTC. */
export type StorefrontStatusResponse = {
  /** What needs a look, in words; empty where all is well. */
  warnings: string[]
  /** Counts stop here: one that says so means at least so many. */
  counted_to: number
  inbox: {
    pending: {
      /** A worker may take them now. */
      due: number
      /** Not due yet: after a failure, or while another worker is at the same payment. */
      waiting: number
    }
    running: number
    /** Given up: somebody must look. */
    dead: number
    dead_codes: StorefrontCodeCount[]
    /** Since when the oldest one that is due has been waiting. */
    oldest_due_since: string | null
    last_received_at: string | null
    /** Of the events received within 24 hours. */
    last_24h: { received: number; done: number; ignored: number }
    failing: {
      count: number
      since: string | null
      /** The most frequent ones. */
      codes: StorefrontCodeCount[]
    }
  }
  /** The payments that the storefront told us of by `POST /admin/orders`. */
  calls: {
    pending: number
    running: number
    /** Given up: somebody must look. */
    dead: number
    oldest_due_since: string | null
    failing: number
    failing_since: string | null
  }
  /** Deliveries of the last 24 hours that were not kept. */
  refused_deliveries: (StorefrontCodeCount & { last_at: string })[]
  /** How far Stripe was asked for what never arrived; null before the first time. */
  catch_up: {
    events_until: string | null
    started_at: string | null
    succeeded_at: string | null
    failure_code: string | null
    failure_message: string | null
    events_found: number
    payments_found: number
  } | null
  /** How the mirror of the stock stands; its warnings are among those above. */
  stock: Omit<StorefrontStockStatusResponse, "warnings" | "counted_to">
  payments: {
    /** Known for some minutes, and no order yet. */
    without_order: number
    /** Questions that wait for staff. */
    open_issues: number
  }
}
