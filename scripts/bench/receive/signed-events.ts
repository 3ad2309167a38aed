import Stripe from "stripe"
import { newId, nowSeconds } from "../../stripe-stand-in/ids"
import { buildPaymentIntent } from "../../stripe-stand-in/objects/payment-intent"
import { signPayload } from "../../stripe-stand-in/webhooks/sign"

/** A delivery as Stripe makes it: the body and the `Stripe-Signature` over it. */
export type SignedEvent = { body: string; signature: string }

/**
 * Events of as many payments that succeeded, each with ids of its own and a
 * signature that is valid for the next five minutes.
 */
export function signedEvents(count: number, secret: string): SignedEvent[] {
  const created = nowSeconds()
  return Array.from({ length: count }, () => {
    const body = JSON.stringify(succeededEvent(created), null, 2)
    const signature = signPayload(Buffer.from(body), secret, created)
    return { body, signature }
  })
}

/** A `payment_intent.succeeded`, some 2.5 kB indented as Stripe sends it. */
function succeededEvent(created: number) {
  const blank = buildPaymentIntent({
    amount: 25_978,
    currency: "usd",
    customer: newId("cus_"),
    payment_method: newId("pm_1"),
    metadata: { order_ref: newId("ref_"), channel: "storefront" },
    receipt_email: "grace@example.com",
    shipping: {
      name: "Grace Brewster Hopper",
      phone: "+12695550100",
      address: {
        line1: "1420 Portage St",
        line2: "Apt 3",
        city: "Kalamazoo",
        state: "MI",
        postal_code: "49001",
        country: "US",
      },
    },
    created,
  })
  return {
    id: newId("evt_3"),
    object: "event",
    api_version: Stripe.API_VERSION,
    created,
    data: {
      object: {
        ...blank,
        amount_received: blank.amount,
        latest_charge: newId("ch_3"),
        status: "succeeded",
      },
    },
    livemode: false,
    pending_webhooks: 1,
    request: { id: newId("req_"), idempotency_key: newId("") },
    type: "payment_intent.succeeded",
  }
}
