import type { Purchase } from "./buy"
import type { Shop } from "./shop"
import { waitFor } from "./wait-for"

/** What the old storefront's row of an order says of Medusa. */
export type LegacyOrderRow = {
  medusa_order_id: string | null
  medusa_status: string | null
  tracking_numbers: string[] | null
  tracking_urls: string[] | null
  /** As text: a bigint. */
  medusa_order_version: string | null
  medusa_synced_at: Date | null
  /** The shop's own word, which Medusa leaves alone. */
  status: string
}

/** What the old storefront's own webhook writes when a payment has come; several rows in one commit. */
export async function putLegacyOrder(
  shop: Shop,
  ...payments: { intent?: string | null; session?: string | null }[]
): Promise<void> {
  await shop.legacy.query(
    `INSERT INTO orders (stripe_payment_intent, stripe_session_id, customer_email, status)
     SELECT intent, session, 'buyer@example.com', 'paid'
     FROM unnest($1::text[], $2::text[]) AS made(intent, session)`,
    [
      payments.map(({ intent }) => intent ?? null),
      payments.map(({ session }) => session ?? null),
    ]
  )
}

/** The same for a payment that was imported. */
export async function putLegacyOrderOf(
  shop: Shop,
  { payment }: Pick<Purchase, "payment">
): Promise<void> {
  await putLegacyOrder(shop, {
    intent: payment.payment_intent_id,
    session: payment.checkout_session_id,
  })
}

/** All rows that carry a payment, by either of its names. */
export async function legacyOrdersOf(
  shop: Shop,
  { payment }: Pick<Purchase, "payment">
): Promise<LegacyOrderRow[]> {
  const { rows } = await shop.legacy.query<LegacyOrderRow>(
    `SELECT medusa_order_id, medusa_status, tracking_numbers, tracking_urls,
            medusa_order_version::text, medusa_synced_at, status
     FROM orders WHERE stripe_payment_intent = $1 OR stripe_session_id = $2 ORDER BY created_at, id`,
    [payment.payment_intent_id, payment.checkout_session_id]
  )
  return rows
}

/** Waits until the old storefront's first row of an order says this of it. */
export async function legacyOrderSays(
  shop: Shop,
  purchase: Pick<Purchase, "payment">,
  expected: Partial<LegacyOrderRow>,
  timeoutMs?: number
): Promise<LegacyOrderRow> {
  let seen: LegacyOrderRow | undefined
  await waitFor(
    `the legacy order to say ${JSON.stringify(expected)}`,
    async () => {
      ;[seen] = await legacyOrdersOf(shop, purchase)
      expect(seen).toMatchObject(expected)
      return true
    },
    timeoutMs
  ).catch(() => undefined)
  expect(seen).toMatchObject(expected)
  return seen as LegacyOrderRow
}

/** An order as the queue of those to tell has it. */
export type MirroredOrder = {
  state: string
  outcome_code: string | null
  total_attempts: number
  pushed_status: string | null
  unknown_reported_at: Date | null
}

export async function mirroredOrder(
  shop: Shop,
  orderId: string
): Promise<MirroredOrder | undefined> {
  const { rows } = await shop.db.query<MirroredOrder>(
    `SELECT state, outcome_code, total_attempts, pushed_status, unknown_reported_at
     FROM legacy_order WHERE id = $1`,
    [orderId]
  )
  return rows[0]
}

/** Waits until an order is in a state of the queue, and nothing of it waits to be folded. */
export async function mirroredAs(
  shop: Shop,
  orderId: string,
  state: string,
  timeoutMs?: number
): Promise<MirroredOrder> {
  return waitFor(
    `the push of ${orderId} to be ${state}`,
    async () => {
      const { rows } = await shop.db.query<{ waiting: boolean }>(
        "SELECT EXISTS (SELECT FROM legacy_order_change) AS waiting"
      )
      const order = await mirroredOrder(shop, orderId)
      return !rows[0]?.waiting && order?.state === state && order
    },
    timeoutMs
  )
}
