import type { StorefrontActor } from "./storefront-issues"

/** What was done, when and by whom. */
export type StorefrontActivityEntry = {
  id: string
  /** Such as `issue_answered`. */
  kind: string
  actor: StorefrontActor
  /** For people, without personal data. */
  message: string
  details: Record<string, unknown>
  payment_id: string | null
  issue_id: string | null
  order_id: string | null
  /** UTC. */
  created_at: string
}

export type StorefrontActivityListResponse = {
  activity: StorefrontActivityEntry[]
  count: number
  offset: number
  limit: number
}
