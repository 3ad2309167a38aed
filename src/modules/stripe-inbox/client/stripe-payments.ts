import type Stripe from "stripe"
import { permanentError } from "../../../lib/errors"
import { storable } from "../../../lib/storable-text"
import { readFromStripe } from "../../../lib/stripe"
import type { StripePayment } from "../types"

const SESSION_EXPAND = [
  "payment_intent.latest_charge",
  "shipping_cost.shipping_rate",
  "shipping_cost.taxes",
]
const LINE_ITEM_EXPAND = [
  "data.price.product",
  "data.discounts.discount.promotion_code",
  "data.taxes",
]

/**
 * Fetches a payment's Checkout Session and all its line items, in the shape of the pinned API
 * version.
 *
 * @param payment a Checkout Session's id (`cs_…`) or a PaymentIntent's (`pi_…`).
 * @returns null where Stripe knows no Checkout Session of that PaymentIntent.
 * @throws WorkError when Stripe cannot be asked, or does not know the session (yet).
 */
export async function fetchStripePayment(
  stripe: Stripe,
  payment: string
): Promise<StripePayment | null> {
  const sessionId = payment.startsWith("pi_")
    ? await findSessionId(stripe, payment)
    : payment
  if (!sessionId) {
    return null
  }
  if (!sessionId.startsWith("cs_")) {
    throw permanentError(
      "payment_id_unknown_kind",
      `${payment} is neither a PaymentIntent nor a Checkout Session`
    )
  }
  return readFromStripe(async () => {
    const session = await stripe.checkout.sessions.retrieve(sessionId, {
      expand: SESSION_EXPAND,
    })
    const lineItems: Stripe.LineItem[] = []
    const pages = stripe.checkout.sessions.listLineItems(sessionId, {
      limit: 100,
      expand: LINE_ITEM_EXPAND,
    })
    for await (const lineItem of pages) {
      lineItems.push(lineItem)
    }
    return storable({ session, lineItems })
  })
}

async function findSessionId(
  stripe: Stripe,
  paymentIntent: string
): Promise<string | undefined> {
  const sessions = await readFromStripe(() =>
    stripe.checkout.sessions.list({ payment_intent: paymentIntent, limit: 1 })
  )
  return sessions.data[0]?.id
}
