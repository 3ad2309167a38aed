import type {
  StorefrontIssueResponse,
  StorefrontPaymentCompareResponse,
  StorefrontPaymentDetailResponse,
} from "../../src/types/storefront-payments"
import { type Answer, posted } from "./answer-of"
import { buy, medusaPaymentOf } from "./buy"
import type { Shop } from "./shop"
import { cartItem, importedPayment } from "./storefront"
import { waitFor } from "./wait-for"

type Payment = StorefrontPaymentDetailResponse["payment"]

/** The suit that is bought to be compared. */
export const COMPARED_SKU = "KCT-BURGUNDY-50R-2P"

/** What of a payment a hand in the database can get hold of. */
export type Bought = {
  payment: Payment
  intent: string
  /** In minor units. */
  total: number
  medusaPaymentId: string
  captureId: string
  transactionId: string
}

/** A customer buys a suit. */
export async function buyToCompare(
  shop: Shop,
  currency: string
): Promise<Bought> {
  const { session, payment, order } = await buy(shop, {
    kind: "ad_hoc",
    // Three decimal places, of which Stripe takes two.
    items: [{ ...cartItem(COMPARED_SKU), unit_amount: 17990 }],
    currency,
  })
  const medusaPaymentId = medusaPaymentOf(order).id
  const idOf = async (table: string, column: string, value: string) => {
    const { rows } = await shop.db.query<{ id: string }>(
      `SELECT id FROM ${table} WHERE ${column} = $1 AND deleted_at IS NULL`,
      [value]
    )
    return rows[0]?.id ?? ""
  }
  return {
    payment,
    intent: payment.payment,
    total: session.amount_total ?? Number.NaN,
    medusaPaymentId,
    captureId: await idOf("capture", "payment_id", medusaPaymentId),
    transactionId: await idOf("order_transaction", "order_id", order.id),
  }
}

/** Staff have one payment compared with Stripe now. */
export function compare(
  shop: Shop,
  payment: string
): Promise<Answer<StorefrontPaymentCompareResponse>> {
  return posted(shop, `/admin/storefront/payments/${payment}/compare`, {})
}

/** The open question about the payment's sums; undefined where there is none. */
export function differenceOf(
  payment: Payment
): StorefrontIssueResponse | undefined {
  return payment.issues.find(
    ({ kind, answered_at }) => kind === "amounts_differ" && !answered_at
  )
}

/** Makes every payment due, as a day does. */
export async function aDayPasses(shop: Shop): Promise<void> {
  await shop.db.query(
    "UPDATE storefront_payment SET compared_at = compared_at - interval '1 day'"
  )
}

/** Waits until the job has compared a payment since it was made due. */
export async function comparedAgain(
  shop: Shop,
  payment: string,
  timeoutMs?: number
): Promise<Payment> {
  const recently = Date.now() - 60 * 60 * 1000
  return waitFor(
    `${payment} to be compared`,
    async () => {
      const found = await importedPayment(shop, payment)
      return Date.parse(found.compared_at ?? "") > recently && found
    },
    timeoutMs
  )
}

/** How many payments are due to be compared. */
export async function countDue(shop: Shop): Promise<number> {
  const { rows } = await shop.db.query<{ due: number }>(
    `SELECT count(*)::int AS due FROM storefront_payment
     WHERE compared_at IS NULL OR compared_at < now() - interval '20 hours'`
  )
  return rows[0]?.due ?? -1
}

/** Changes an amount of Medusa's, in major units, as only a hand in the database can. */
export async function setAmount(
  shop: Shop,
  table: "capture" | "refund" | "order_transaction",
  id: string,
  amount: string
): Promise<void> {
  await shop.db.query(
    `UPDATE ${table} SET amount = $2::numeric,
            raw_amount = jsonb_build_object('value', $2::text, 'precision', 20)
     WHERE id = $1`,
    [id, amount]
  )
}
