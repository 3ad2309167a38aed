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

/** An event of a payment, without its payload. */
export type StorefrontEventResponse = {
  id: string
  type: string
  state: string
  received_at: string
  finished_at: string | null
  outcome_code: string | null
}

/** A payment made on the storefront and the order it became. */
export type StorefrontPaymentResponse = {
  id: string
  /** The PaymentIntent's id, or the Checkout Session's where there is no PaymentIntent. */
  payment: string
  payment_intent_id: string | null
  checkout_session_id: string | null
  /** What Stripe took, in minor units. */
  amount: number
  currency_code: string
  livemode: boolean
  source: string
  state: string
  order_id: string | null
  order_display_id: number | null
  imported_at: string | null
  created_at: string
  issues: StorefrontIssueResponse[]
}

export type StorefrontPaymentDetailResponse = {
  payment: StorefrontPaymentResponse & { events: StorefrontEventResponse[] }
}

export type StorefrontPaymentListResponse = {
  payments: StorefrontPaymentResponse[]
  count: number
  offset: number
  limit: number
}
