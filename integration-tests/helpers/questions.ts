import type { CheckoutOptions } from "../../scripts/stripe-stand-in"
import type {
  StorefrontQuestion,
  StorefrontQuestionDetailResponse,
  StorefrontQuestionListResponse,
  StorefrontResolveResponse,
} from "../../src/types/storefront-issues"
import type { StorefrontActivityListResponse } from "../../src/types/storefront-activity"
import { type Answer, posted } from "./answer-of"
import { type Purchase, buy } from "./buy"
import { readOrder } from "./order"
import { deliverEvent } from "./post-event"
import type { Shop } from "./shop"
import { importedPayment, inboxAtRest } from "./storefront"

const ISSUES = "/admin/storefront/issues"

/** A question and the payment it is about. */
export type Asked = Purchase & { issue: StorefrontQuestion }

/** A coat that no catalogue has. @param id its legacy product */
export function unknownItem(
  id = "made-to-measure",
  overrides: Partial<CheckoutOptions["items"][number]> = {}
): CheckoutOptions["items"][number] {
  return {
    legacy_product_id: id,
    name: "Made-to-measure coat",
    size: "44L",
    color: "Camel",
    unit_amount: 49_999,
    ...overrides,
  }
}

/** Pays for something that leaves a question open. */
export async function ask(
  shop: Shop,
  options: CheckoutOptions
): Promise<Asked> {
  return withQuestion(shop, await buy(shop, options))
}

/** Pays, and Stripe takes another amount than the lines come to. @param received in minor units */
export async function payAmount(
  shop: Shop,
  options: CheckoutOptions,
  received: (total: number) => number
): Promise<Asked> {
  const { storefront, store } = shop.stripe
  const { session, payment_intent: intent } = storefront.checkout({
    ...options,
    deliver: false,
  })
  if (!intent) {
    throw new Error("Only a payment of something has an amount to differ")
  }
  store.paymentIntents.put({
    ...intent,
    amount_received: received(session.amount_total ?? 0),
  })
  const event = store.events
    .all()
    .findLast(({ type }) => type === "checkout.session.completed")
  await deliverEvent(shop, event ?? {})
  const payment = await importedPayment(shop, intent.id)
  await inboxAtRest(shop)
  const order = await readOrder(shop, payment.order_id ?? "")
  return withQuestion(shop, { session, payment, order, events: [] })
}

async function withQuestion(shop: Shop, bought: Purchase): Promise<Asked> {
  const [issue] = await questionsOf(shop, bought.payment.payment)
  if (!issue) {
    throw new Error("The payment left no question open")
  }
  return { ...bought, issue }
}

/** The questions of a payment, oldest first. */
export async function questionsOf(
  shop: Shop,
  payment: string,
  state = "open"
): Promise<StorefrontQuestion[]> {
  const { issues } = await shop.admin<StorefrontQuestionListResponse>(
    `${ISSUES}?payment=${payment}&state=${state}&order=created_at`
  )
  return issues
}

export async function readQuestion(shop: Shop, id: string) {
  const { issue } = await shop.admin<StorefrontQuestionDetailResponse>(
    `${ISSUES}/${id}`
  )
  return issue
}

/** Answers a question as staff. */
export function resolve(
  shop: Shop,
  id: string,
  body: unknown
): Promise<Answer<StorefrontResolveResponse>> {
  return posted<StorefrontResolveResponse>(
    shop,
    `${ISSUES}/${id}/resolve`,
    body
  )
}

/** What the activity log says of a question, newest first. */
export async function activityOf(shop: Shop, query: string) {
  return shop.admin<StorefrontActivityListResponse>(
    `/admin/storefront/activity?${query}`
  )
}

/** A size of the catalogue by its SKU. */
export async function variantOf(
  shop: Shop,
  sku: string
): Promise<{ id: string; title: string; product_id: string }> {
  const { rows } = await shop.db.query<{
    id: string
    title: string
    product_id: string
  }>("SELECT id, title, product_id FROM product_variant WHERE sku = $1", [sku])
  const [variant] = rows
  if (!variant) {
    throw new Error(`The catalogue has no ${sku}`)
  }
  return variant
}
