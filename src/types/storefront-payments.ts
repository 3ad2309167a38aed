/** A question on a payment that staff have to answer, as the admin API shows it. */
export type StorefrontIssueResponse = {
  id: string
  kind: string
  /** What it is about within the payment, such as a line's id. */
  subject: string
  message: string
  details: Record<string, unknown>
  /** UTC; null while it is open. */
  answered_at: string | null
}

/** A dispute of a payment, as Stripe last told of it. Times are UTC. */
export type StorefrontDisputeResponse = {
  /** Stripe's id of it. */
  dispute: string
  /** In minor units. */
  amount: number
  currency_code: string
  /** Stripe's name of it, such as `product_not_received`. */
  reason: string
  /** Stripe's name of it, such as `needs_response`. */
  status: string
  /** Until when it can be answered; null where no answer is wanted. */
  evidence_due_at: string | null
  opened_at: string
  /** When it was found decided or withdrawn; null while it is open. */
  closed_at: string | null
}

/** An event of a payment, without its payload. */
export type StorefrontEventResponse = {
  id: string
  type: string
  state: string
  received_at: string
  finished_at: string | null
  outcome_code: string | null
}

/** A payment in the ledger, and how far its order is. */
export type StorefrontLedgerEntry = {
  /** The ledger's. */
  id: string
  /** The PaymentIntent's id, or the Checkout Session's where there is no PaymentIntent. */
  payment: string
  payment_intent_id: string | null
  checkout_session_id: string | null
  /** What Stripe took, in minor units. */
  amount: number
  currency_code: string
  livemode: boolean
  /** `open`, `imported` or `held`. */
  state: string
  order_id: string | null
  order_display_id: number | null
}

/** A payment made on the storefront and the order it became. */
export type StorefrontPaymentResponse = StorefrontLedgerEntry & {
  source: string
  imported_at: string | null
  /** When its captured and refunded sums were last compared with Stripe's. */
  compared_at: string | null
  created_at: string
  issues: StorefrontIssueResponse[]
}

export type StorefrontPaymentDetailResponse = {
  payment: StorefrontPaymentResponse & {
    events: StorefrontEventResponse[]
    /** Oldest first. */
    disputes: StorefrontDisputeResponse[]
  }
}

export type StorefrontPaymentListResponse = {
  payments: StorefrontPaymentResponse[]
  count: number
  offset: number
  limit: number
}

/** How a customer paid, as far as Stripe tells; kept in the Medusa payment's `data.paid_by`. */
export type StorefrontPaidBy = {
  /** `card`, `link`, `us_bank_account` … */
  type: string
  /** The card's brand (`visa`), else the bank's name. */
  brand: string | null
  last4: string | null
  /** `apple_pay`, `google_pay` … where the card came from a wallet. */
  wallet: string | null
}

/** In minor units of the payment's currency. */
export type StorefrontPaymentSums = { captured: number; refunded: number }

export type StorefrontPaymentCompareResponse = {
  /** False also where only the order's transactions do not add up: the question says what differs. */
  equal: boolean
  stripe: StorefrontPaymentSums
  medusa: StorefrontPaymentSums
}
