import type { CheckoutOptions } from "../../scripts/stripe-stand-in"
import type { Shop } from "./shop"
import { cartItem } from "./storefront"
import { waitFor } from "./wait-for"

const HOUR_MS = 60 * 60 * 1000

export type CatchUpRow = {
  events_until: Date | null
  started_at: Date
  succeeded_at: Date | null
  failure_code: string | null
  failure_message: string | null
  events_found: number
  payments_found: number
}

/** How far the shop has caught up with Stripe's test mode; undefined before its first run. */
export async function readCatchUp(shop: Shop): Promise<CatchUpRow | undefined> {
  const { rows } = await shop.db.query<CatchUpRow>(
    "SELECT * FROM stripe_catch_up WHERE id = 'stripe_test'"
  )
  return rows[0]
}

/** Waits for a run that began after this call and went through. */
export async function caughtUp(
  shop: Shop,
  timeoutMs = 60_000
): Promise<CatchUpRow> {
  const since = new Date()
  return waitFor(
    "a run of catching up that goes through",
    async () => {
      const row = await readCatchUp(shop)
      return (
        row?.succeeded_at &&
        row.started_at >= since &&
        row.succeeded_at >= row.started_at &&
        row
      )
    },
    timeoutMs
  )
}

/** Stops the shop, and leaves it as if its last run had been so long ago. */
export async function leaveFor(shop: Shop, hours: number): Promise<void> {
  await shop.stop()
  await shop.db.query(
    `UPDATE stripe_catch_up
     SET events_until = now() - $1 * interval '1 hour', started_at = now() - $1 * interval '1 hour',
         succeeded_at = NULL, failure_code = NULL, failure_message = NULL,
         updated_at = now() - $1 * interval '1 hour'`,
    [hours]
  )
}

/** Waits for the run that the start of a process makes, whatever it comes to. */
export async function runOfStart(shop: Shop): Promise<CatchUpRow> {
  return waitFor(
    "the run of the start to end",
    async () => {
      const row = await readCatchUp(shop)
      const ended = row?.succeeded_at ?? row?.failure_code
      return ended ? row : undefined
    },
    60_000
  )
}

/** Seconds since the epoch, as Stripe counts. */
export function hoursAgo(hours: number): number {
  return Math.floor((Date.now() - hours * HOUR_MS) / 1000)
}

/** A customer pays for one piece, and no webhook ever tells. @returns the payment's id */
export function payUnheard(
  shop: Shop,
  options: Partial<CheckoutOptions> = {}
): string {
  const { session, payment_intent } = shop.stripe.storefront.checkout({
    kind: "priced",
    items: [cartItem("KCT-NAVY-42S-2P")],
    deliver: false,
    ...options,
  })
  return payment_intent?.id ?? session.id
}

/** What the ledger says of payments: how many orders, and from where. */
export async function ordersOf(
  shop: Shop,
  payments: readonly string[]
): Promise<{ orders: number; sources: string[] }> {
  const { rows } = await shop.db.query<{ order_id: string; source: string }>(
    `SELECT order_id, source FROM storefront_payment
     WHERE payment = ANY($1) AND order_id IS NOT NULL`,
    [payments]
  )
  return {
    orders: new Set(rows.map((row) => row.order_id)).size,
    sources: [...new Set(rows.map((row) => row.source))],
  }
}

/** How many orders there are, and how many of them the ledger knows: must be the same. */
export async function countOrdersTwice(
  shop: Shop
): Promise<{ orders: number; inLedger: number }> {
  const { rows } = await shop.db.query<{ orders: number; in_ledger: number }>(
    `SELECT (SELECT count(*)::int FROM "order" WHERE deleted_at IS NULL) AS orders,
            (SELECT count(DISTINCT order_id)::int FROM storefront_payment) AS in_ledger`
  )
  return { orders: rows[0]?.orders ?? -1, inLedger: rows[0]?.in_ledger ?? -1 }
}

/** The backend's lines of log that hold a text. */
export function linesOf(shop: Shop, text: string): string[] {
  return shop
    .output()
    .split("\n")
    .filter((line) => line.includes(text))
}
