import type { Pool } from "pg"
import { LEGACY_STORE_MAPPINGS } from "../../../src/config/legacy-store"
import { pushToLegacyOrders } from "../../../src/modules/supabase-sync/client/legacy-orders"
import type { OrderState } from "../../../src/modules/supabase-sync/order-types"
import type { LegacyOrderTable } from "../../../src/modules/supabase-sync/types"

/** The table of orders that both presets have. */
export function orderTable(): LegacyOrderTable {
  const { orders } = LEGACY_STORE_MAPPINGS.variants
  if (!orders) {
    throw new Error("The preset has no orders")
  }
  return orders
}

/** An order whose payment is `pi_N` and `cs_N`; paid unless told. */
export function orderState(
  number: number,
  state: Partial<OrderState> = {}
): OrderState {
  return {
    orderId: `order_${number}`,
    paymentIntent: `pi_${number}`,
    checkoutSession: `cs_${number}`,
    status: "paid",
    trackingNumbers: [],
    trackingUrls: [],
    ...state,
  }
}

/** The shop's own rows: of each payment one, by both of its names. */
export async function putOrders(owner: Pool, count: number): Promise<void> {
  await owner.query("TRUNCATE orders")
  await owner.query(
    `INSERT INTO orders (stripe_payment_intent, stripe_session_id)
     SELECT 'pi_' || n, 'cs_' || n FROM generate_series(1, $1::int) AS n`,
    [count]
  )
}

/** Pushes, and says what came of each order. */
export async function pushOrders(
  sync: Pool,
  version: number,
  orders: OrderState[]
): Promise<Record<string, string>> {
  return Object.fromEntries(
    await pushToLegacyOrders(sync, orderTable(), { version, orders })
  )
}

/** What Medusa wrote, in the order of the payments. */
export async function readOrders(
  owner: Pool
): Promise<{ status: string | null; version: number | null }[]> {
  const { rows } = await owner.query<{
    status: string | null
    version: number | null
  }>(
    `SELECT medusa_status AS status, medusa_order_version::float8 AS version
     FROM orders ORDER BY length(stripe_session_id), stripe_session_id, id`
  )
  return rows
}
