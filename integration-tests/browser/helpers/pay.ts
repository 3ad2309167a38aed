import Stripe from "stripe"
import type { AdminOrder } from "../../../scripts/demo/admin-answers"
import { chooseBasket } from "../../../scripts/demo/choose-basket"
import type { DemoSystem } from "../../../scripts/demo/demo-system"
import type { Kind } from "../../../scripts/demo/options"
import type { RunningSystem } from "../../../scripts/demo/running-system"
import { toCheckout } from "../../../scripts/demo/to-checkout"
import { untilOrdered } from "../../../scripts/demo/until-ordered"
import type { CheckoutOptions } from "../../../scripts/stripe-stand-in/storefront/options"

export type Purchase = {
  kind: Kind
  country: "US" | "CA"
  expressShipping: boolean
  promotion_code?: CheckoutOptions["promotion_code"]
}

/** A payment with what Stripe itself says of it: the truth that the admin must show. */
export type Paid = {
  /** The PaymentIntent. */
  paymentId: string
  order: AdminOrder
  session: Stripe.Checkout.Session
  lineItems: Stripe.LineItem[]
  /** What was bought, as staff must be able to pick it. */
  wanted: { title: string; sku: string; stripeName: string }[]
}

export async function pay(
  system: DemoSystem,
  running: RunningSystem,
  { promotion_code, ...purchase }: Purchase
): Promise<Paid> {
  const choice = { items: null, kind: purchase.kind }
  const basket = await chooseBasket(choice, 0, system.admin)
  const checkout = toCheckout(basket, { ...purchase, duplicate: 0 })
  const paid = await system.storefront.pay({
    ...checkout,
    ...(promotion_code ? { promotion_code } : {}),
  })
  const paymentId = paid.payment_intent?.id ?? paid.session.id
  const { orderId } = await untilOrdered(system, paymentId, paid.events)
  const sessions = stripeOf(running).checkout.sessions
  return {
    paymentId,
    order: await system.admin.order(orderId),
    session: await sessions.retrieve(paid.session.id),
    lineItems: (await sessions.listLineItems(paid.session.id)).data,
    wanted: basket.items.map(({ name, size, sku }) => ({
      title: [name, size].filter(Boolean).join(" · "),
      sku,
      stripeName: name,
    })),
  }
}

/** Stripe's own client, on the stand-in. */
export function stripeOf({ stripeUrl, stripeApiKey }: RunningSystem): Stripe {
  const { hostname, port } = new URL(stripeUrl)
  return new Stripe(stripeApiKey, { host: hostname, port, protocol: "http" })
}
