import type Stripe from "stripe"
import type { DisputeOptions } from "../../scripts/stripe-stand-in"
import type {
  StorefrontIssueResponse,
  StorefrontPaymentDetailResponse,
} from "../../src/types/storefront-payments"
import { type Answer, posted } from "./answer-of"
import { readOrder } from "./order"
import type { Shop } from "./shop"
import { importedPayment, inboxAtRest } from "./storefront"

type Payment = StorefrontPaymentDetailResponse["payment"]

/** The bank does something, and the shop hears of it. @returns what staff see then */
export async function bank(
  shop: Shop,
  payment_intent: string,
  what: Omit<DisputeOptions, "payment_intent"> = {}
): Promise<Payment> {
  shop.stripe.storefront.dispute({ payment_intent, ...what })
  await inboxAtRest(shop)
  return importedPayment(shop, payment_intent)
}

/** The bank does something that nobody is told of. @returns its events */
export function bankInSilence(
  shop: Shop,
  payment_intent: string,
  what: Omit<DisputeOptions, "payment_intent"> = {}
): Stripe.EventBase[] {
  const { events } = shop.stripe.storefront.dispute({
    payment_intent,
    deliver: false,
    ...what,
  })
  return events.flatMap((id) => shop.stripe.store.events.get(id) ?? [])
}

/** The question about the payment's dispute. @throws Error where there is not exactly one */
export function questionOf(payment: Payment): StorefrontIssueResponse {
  const questions = payment.issues.filter(({ kind }) => kind === "dispute")
  const [question] = questions
  if (!question || questions.length > 1) {
    throw new Error(`${payment.payment} has ${questions.length} questions`)
  }
  return question
}

/** What the activity log tells of a payment, oldest first. */
export async function activityOf(
  shop: Shop,
  payment: Payment,
  prefix = "dispute_"
): Promise<string[]> {
  const { rows } = await shop.db.query<{ kind: string }>(
    `SELECT kind FROM storefront_activity
     WHERE payment_id = $1 AND starts_with(kind, $2) ORDER BY created_at, id`,
    [payment.id, prefix]
  )
  return rows.map(({ kind }) => kind)
}

/** Staff pack all of an order. */
export async function fulfill(
  shop: Shop,
  orderId: string
): Promise<Answer<{ code?: string; message?: string }>> {
  const { items } = await readOrder(shop, orderId)
  return posted(shop, `/admin/orders/${orderId}/fulfillments`, {
    items: items.map(({ id, quantity }) => ({ id, quantity })),
  })
}
