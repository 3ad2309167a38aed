import { randomBytes } from "node:crypto"
import type { Pool } from "pg"
import {
  type LegacyStorePreset,
  createLegacyStore,
} from "../../scripts/legacy-store"
import { databaseUrl, dropDatabase } from "./test-databases"
import { quietPool } from "./throw-away-database"

/** The role belongs to the whole server: the same one as the shops of the other suites have. */
const SYNC_PASSWORD = "medusa-sync-for-tests"

export type LegacyStoreUnderTest = {
  /** As superuser: what the shop's owner may do. */
  owner: Pool
  /** As medusa_sync: what the backend may do. */
  sync: Pool
  /** Its address. */
  syncUrl: string
  drop: () => Promise<void>
}

/**
 * A legacy store with its tables and Medusa's columns, and no rows.
 *
 * @param server a superuser's address of the PostgreSQL; the one that the suites share, unless told
 */
export async function openLegacyStore(
  preset: LegacyStorePreset,
  server?: string
): Promise<LegacyStoreUnderTest> {
  const name = `legacy_test_${randomBytes(6).toString("hex")}`
  const { syncUrl } = await createLegacyStore(databaseUrl(name, server), {
    preset,
    syncPassword: SYNC_PASSWORD,
  })
  const owner = quietPool(databaseUrl(name, server))
  const sync = quietPool(syncUrl)
  return {
    owner,
    sync,
    syncUrl,
    drop: async () => {
      await Promise.all([owner.end(), sync.end()])
      await dropDatabase(name, server)
    },
  }
}
