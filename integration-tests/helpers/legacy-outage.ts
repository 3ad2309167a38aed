import type { Shop } from "./shop"

const syncDatabase = (shop: Shop): string =>
  new URL(shop.environment.SUPABASE_DB_URL ?? "").pathname.slice(1)

/** The legacy store lets the backend in no more, and ends the connections it has. */
export async function shutLegacyStore(shop: Shop): Promise<void> {
  const database = syncDatabase(shop)
  await shop.legacy.query(
    `REVOKE CONNECT ON DATABASE "${database}" FROM PUBLIC, medusa_sync`
  )
  await shop.legacy.query(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
     WHERE usename = 'medusa_sync' AND datname = $1`,
    [database]
  )
}

/** And lets it in again. */
export async function openLegacyStoreAgain(shop: Shop): Promise<void> {
  await shop.legacy.query(
    `GRANT CONNECT ON DATABASE "${syncDatabase(shop)}" TO medusa_sync`
  )
}
