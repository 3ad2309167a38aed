import type { Shop } from "./shop"

/** What a backend holds while it works on a payment. */
const TABLES = ["storefront_payment", "stripe_event"]

/** As if the dead backend had been gone for a minute. @param tables of queues; those of payments unless told */
export async function expireLeases(
  shop: Shop,
  tables: readonly string[] = TABLES
): Promise<void> {
  for (const table of tables) {
    await shop.db.query(
      `UPDATE ${table} SET lease_until = clock_timestamp() - interval '1 second'
       WHERE lease_until IS NOT NULL`
    )
  }
}
