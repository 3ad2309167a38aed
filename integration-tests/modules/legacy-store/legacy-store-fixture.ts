import { randomBytes } from "node:crypto"
import { Client } from "pg"
import {
  createLegacyStore,
  dropLegacyStore,
  legacyConnection,
  type LegacyStorePreset,
} from "../../../scripts/legacy-store"

/**
 * The role belongs to the whole server, and other suites sign in with it too:
 * all of them give it this password.
 */
export const syncPassword = "medusa-sync-for-tests"

export type LegacyStoreFixture = {
  adminUrl: string
  syncUrl: string
  /** What the SQL files said when the store was made. */
  notices: string[]
  /** Signed in as the owner of the tables. */
  admin: Client
  /** Signed in as medusa_sync. */
  sync: Client
  close: () => Promise<void>
}

/** A PostgreSQL that the SQL for the shop runs on. */
export type LegacyServer = {
  name: string
  /** The variable that has a superuser's address of it. */
  variable: "TEST_DATABASE_ADMIN_URL" | "TEST_POSTGRES_15_URL"
}

/** The newest, which comes with the project, and the one that most projects on Supabase have. */
export const LEGACY_SERVERS: readonly LegacyServer[] = [
  { name: "the embedded PostgreSQL", variable: "TEST_DATABASE_ADMIN_URL" },
  { name: "PostgreSQL 15", variable: "TEST_POSTGRES_15_URL" },
]

/** Makes an empty legacy store in a database of its own; `close` drops it. */
export async function openLegacyStore(
  preset: LegacyStorePreset = "variants",
  server: LegacyServer["variable"] = "TEST_DATABASE_ADMIN_URL"
): Promise<LegacyStoreFixture> {
  const adminUrl = throwAwayUrl(server)
  const { syncUrl, notices } = await createLegacyStore(adminUrl, {
    preset,
    syncPassword,
    withCatalog: false,
  })
  const admin = new Client(legacyConnection(adminUrl))
  const sync = new Client(legacyConnection(syncUrl))
  const close = async (): Promise<void> => {
    await Promise.all([admin.end(), sync.end()])
    await dropLegacyStore(adminUrl)
  }
  try {
    await admin.connect()
    await sync.connect()
  } catch (error) {
    await close()
    throw error
  }
  return {
    adminUrl,
    syncUrl,
    notices,
    admin,
    sync,
    close,
  }
}

/** Runs a statement as another role, and comes back from it whatever happens. */
export async function asRole<Result>(
  client: Client,
  role: string,
  work: () => Promise<Result>
): Promise<Result> {
  await client.query(`set role ${role}`)
  try {
    return await work()
  } finally {
    await client.query("reset role")
  }
}

/** The single value of a query's single row. */
export async function valueOf(
  client: Client,
  sql: string,
  parameters: unknown[] = []
) {
  const { rows } = await client.query<unknown[]>({
    text: sql,
    values: parameters,
    rowMode: "array",
  })
  return rows[0]?.[0]
}

function throwAwayUrl(server: LegacyServer["variable"]): string {
  const given = process.env[server]
  if (!given) {
    throw new Error(
      `${server} must name a PostgreSQL superuser; \`npm test\` sets it`
    )
  }
  const url = new URL(given)
  url.pathname = `/legacy_store_${randomBytes(6).toString("hex")}`
  return url.toString()
}
