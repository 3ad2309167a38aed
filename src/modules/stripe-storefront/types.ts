import type { StripeConnection } from "../../lib/stripe"
import type { StorefrontPaidBy } from "../../types/storefront-payments"

/** Null where the process has no Stripe key: payments can be shown, not refunded. */
export type StripeStorefrontOptions = {
  stripe: StripeConnection | null
}

/** What a payment session needs to adopt a payment that was taken elsewhere. */
export type AdoptedPaymentData = {
  /** The PaymentIntent's id; null where nothing was charged (a discount of 100 %). */
  payment_intent: string | null
  checkout_session: string | null
  /** Lower-case ISO 4217, as Stripe has it: a refund is told an amount without its currency. */
  currency: string
}

/** All that is kept as the payment's data, which staff see. */
export type AdoptedPaymentRecord = AdoptedPaymentData & {
  /** Whether the payment is in Stripe's live dashboard or in the test one. */
  livemode: boolean
  paid_by: StorefrontPaidBy | null
  receipt_url: string | null
}
