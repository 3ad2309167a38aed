import type { StorefrontLedgerEntry } from "./storefront-payments"

/** Who did something. */
export type StorefrontActor = {
  /** `user`, `api_key` or `system`. */
  type: string
  /** A user's or a key's id; null for the backend itself. */
  id: string | null
}

/** A question that staff have to answer, with its payment. Times are UTC. */
export type StorefrontQuestion = {
  id: string
  kind: string
  /** What it is about within the payment, such as a line's id. */
  subject: string
  message: string
  /** What is needed to answer it; shapes by kind, amounts in minor units. */
  details: Record<string, unknown>
  /** What the storefront calls the item it is about; the same in each question about that item. */
  item_key: string | null
  /** `answering`: an answer was given, and is being carried out. */
  state: "open" | "answering" | "answered"
  /** The answer that was given, and under `outcome` what came of it. */
  answer: Record<string, unknown> | null
  answered_by: StorefrontActor | null
  answered_at: string | null
  created_at: string
  payment: Pick<
    StorefrontLedgerEntry,
    | "id"
    | "payment"
    | "amount"
    | "currency_code"
    | "state"
    | "order_id"
    | "order_display_id"
  >
}

export type StorefrontQuestionListResponse = {
  issues: StorefrontQuestion[]
  count: number
  offset: number
  limit: number
}

/** A variant that the line may be. */
export type StorefrontCandidate = {
  variant_id: string
  sku: string | null
  title: string
  product_title: string
  /** Whether this choice would be remembered for the next sale of the item. */
  rememberable: boolean
}

export type StorefrontQuestionDetail = StorefrontQuestion & {
  /** The answers it takes, the one that finishes the work first. */
  answers: string[]
  /** Of a line; any other variant may be chosen too. */
  candidates: StorefrontCandidate[]
  /** Of a missing region: those that sell in the payment's currency. */
  regions: { id: string; country_codes: string[] }[]
  /** How many other open questions are about the same item. */
  same_item_count: number
  /** Whether a choice can be remembered at all; of each candidate, it says itself. */
  can_remember: boolean
}

export type StorefrontQuestionDetailResponse = {
  issue: StorefrontQuestionDetail
}

/** What came of another open question about the same item. */
export type StorefrontSameAnswer = {
  issue_id: string
  /** `answered`, `answered_before`, `already_answered`, `under_way` or `refused`. */
  result: string
  /** Why it was refused; null otherwise. */
  code: string | null
  message: string | null
}

export type StorefrontResolveResponse = {
  issue: StorefrontQuestion
  /** Somebody had given the same answer; nothing was changed. */
  answered_before: boolean
  /** Kept, and not carried out yet: the backend goes on by itself. */
  under_way: boolean
  /** Whether the chosen variant is remembered; null where none was chosen. */
  remembered: boolean | null
  /** Why it is not. */
  not_remembered_because: string | null
  /** Where the answer was to be applied to the others about the same item. */
  same: StorefrontSameAnswer[]
  /** How many of them are still open. */
  same_left: number
  message: string
}

/** A choice that is remembered: what the storefront calls an item, and which variant it is. */
export type StorefrontItemMappingResponse = {
  id: string
  key: string
  variant_id: string
  /** The item as staff saw it. */
  item: Record<string, unknown>
  chosen_by: StorefrontActor
  created_at: string
  updated_at: string
}

export type StorefrontItemMappingListResponse = {
  item_mappings: StorefrontItemMappingResponse[]
  count: number
  offset: number
  limit: number
}

export type StorefrontItemMappingDeleteResponse = {
  id: string
  object: "storefront_item_mapping"
  deleted: true
}
