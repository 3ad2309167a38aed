/** How a payment came to our knowledge first. */
export const PAYMENT_SOURCES = ["webhook", "legacy_api", "backfill"] as const
export type PaymentSource = (typeof PAYMENT_SOURCES)[number]

/**
 * - `open`: known, its order not there yet
 * - `imported`: its order is whole
 * - `held`: waits for staff; the question says why
 */
export const PAYMENT_STATES = ["open", "imported", "held"] as const
export type PaymentState = (typeof PAYMENT_STATES)[number]

/** What staff may be asked about a payment. */
export const ISSUE_KINDS = [
  "line_not_matched",
  "line_ambiguous",
  "oversold",
  "totals_disagree",
  "region_missing",
  "address_incomplete",
  "refund_failed",
  "dispute",
  "amounts_differ",
  "import_incomplete",
] as const
export type IssueKind = (typeof ISSUE_KINDS)[number]

/** A question as an import finds it; the ledger keeps it open until staff answer. */
export type NewIssue = {
  kind: IssueKind
  /** What the question is about within the payment, such as a line's id: asked once for each. */
  subject: string
  /** For people: what is missing and what to do. */
  message: string
  /** What staff need to answer it; shapes by kind, amounts in minor units. */
  details: Record<string, unknown>
  /** What the storefront calls the item the question is about: other questions may ask about the same. */
  item_key?: string | null
}

/** Who did something: a member of staff, a secret key, or the backend itself. */
export const ACTOR_TYPES = ["user", "api_key", "system"] as const
export type ActorType = (typeof ACTOR_TYPES)[number]

export type Actor = { type: ActorType; id: string | null }

/** What the backend does by itself. */
export const SYSTEM: Actor = { type: "system", id: null }

/** An entry of the activity log. */
export type NewActivity = {
  /** A stable snake_case name: `issue_answered`, `refund_recorded`, `dispute_opened` … */
  kind: string
  actor: Actor
  /** For people, one line, without personal data. */
  message: string
  payment_id?: string | null
  issue_id?: string | null
  order_id?: string | null
  /** Shapes by kind, amounts in minor units. */
  details?: Record<string, unknown>
}

/** When refunded stock goes back on sale by itself, where nothing of the order was sent yet. */
export const RESTOCK_RULES = ["never", "full_refund"] as const
export type RestockRule = (typeof RESTOCK_RULES)[number]

/** The payment as Stripe names it. */
export type PaymentReference = {
  /** The PaymentIntent's id, or the Checkout Session's where there is no PaymentIntent. */
  payment: string
  payment_intent_id: string | null
  checkout_session_id: string | null
  /** What Stripe took, in minor units. */
  amount: number
  /** Lower-case ISO 4217. */
  currency_code: string
  livemode: boolean
  source: PaymentSource
}

/** Proof that this worker may write to the ledger row; void once the lease has run out. */
export type PaymentLease = {
  id: string
  leaseToken: string
}

/** What came of trying to take a payment into one's hands. */
export type AcquiredPayment =
  | { kind: "acquired"; lease: PaymentLease }
  | { kind: "imported"; id: string; orderId: string }
  /** Another worker is at it. */
  | { kind: "busy"; id: string }

/** The order a payment became. */
export type ImportedOrder = {
  orderId: string
  displayId: number
  issues: readonly NewIssue[]
}

/** What the shop has decided about refunds and disputes. */
export type OrderPolicy = {
  restockOnRefund: RestockRule
  /** Whether an order is not sent while its payment is disputed. */
  holdDisputed: boolean
}

export type StorefrontOrdersOptions = {
  databaseUrl: string
  policy: OrderPolicy
  /** The workflow that makes the order of a payment that was called in: `{ payment }` → {@link CallOutcome}. */
  callWorkflowId: string
  /** False in a process that only serves HTTP. */
  worksOff: boolean
}

/** What working a call off came to. */
export type CallOutcome =
  | { kind: "done" }
  | { kind: "ignored"; reason: string }
  | { kind: "snoozed"; delayMs: number }
