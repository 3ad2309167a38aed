import type Stripe from "stripe"
import type { PaymentReference } from "../../../modules/storefront-orders/types"
import type { AdoptedPaymentRecord } from "../../../modules/stripe-storefront/types"
import type { StorefrontPaidBy } from "../../../types/storefront-payments"

/** What is kept with the Medusa payment of a Checkout Session: its names at Stripe, and how it was paid. */
export function planPaymentData(
  reference: PaymentReference,
  session: Stripe.Checkout.Session
): AdoptedPaymentRecord {
  const charge = chargeOf(session)
  return {
    payment_intent: reference.payment_intent_id,
    checkout_session: reference.checkout_session_id,
    currency: reference.currency_code,
    livemode: reference.livemode,
    paid_by: planPaidBy(charge?.payment_method_details),
    receipt_url: charge?.receipt_url ?? null,
  }
}

function chargeOf(session: Stripe.Checkout.Session): Stripe.Charge | null {
  const intent = session.payment_intent
  const charge = typeof intent === "object" ? intent?.latest_charge : null
  return typeof charge === "object" ? (charge ?? null) : null
}

/** Card, wallet, Link or bank account, as far as Stripe tells. */
function planPaidBy(
  details: Stripe.Charge.PaymentMethodDetails | null | undefined
): StorefrontPaidBy | null {
  if (!details) {
    return null
  }
  const { type, card } = details
  const bank = details.us_bank_account ?? details.acss_debit
  return {
    type,
    brand: card?.brand ?? bank?.bank_name ?? null,
    last4: card?.last4 ?? bank?.last4 ?? null,
    wallet: card?.wallet?.type ?? null,
  }
}
