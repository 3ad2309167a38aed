import type {
  StorefrontIssueResponse,
  StorefrontLedgerEntry,
} from "./storefront-payments"

/** An order as whoever called is told of it. */
export type StorefrontCallOrder = {
  id: string
  display_id: number
  status: string
  /** Major units, as Medusa shows it. */
  total: number
  currency_code: string
}

/** 201 and 200: the order is there. */
export type StorefrontCallMade = {
  order: StorefrontCallOrder
  /** Whether it was made by this very call. */
  created: boolean
}

/** 202: the order is on its way, or staff have a question about it to answer. */
export type StorefrontCallWaiting = {
  payment: StorefrontLedgerEntry
  issues: Pick<StorefrontIssueResponse, "id" | "kind" | "message">[]
  /** Where it is there already. */
  order?: StorefrontCallOrder
}

/** What `POST /admin/orders` and its `Location` answer, unless they refuse. */
export type StorefrontCallResponse = StorefrontCallMade | StorefrontCallWaiting

/** A payment that was called in, as staff see it. Times are UTC. */
export type StorefrontCallJob = {
  id: string
  payment: string
  state: string
  called_by: { type: string; id: string | null }
  outcome_code: string | null
  outcome_message: string | null
  total_attempts: number
  run_at: string
  failing_since: string | null
  finished_at: string | null
  created_at: string
}

export type StorefrontCallJobListResponse = {
  calls: StorefrontCallJob[]
  count: number
  offset: number
  limit: number
}

export type StorefrontCallRetryResponse = {
  call: StorefrontCallJob
  retried: boolean
}
