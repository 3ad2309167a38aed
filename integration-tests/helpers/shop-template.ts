import { execFile } from "node:child_process"
import { promisify } from "node:util"
import { createLegacyStore } from "../../scripts/legacy-store"
import { medusaCli, projectRoot } from "./project"
import {
  asAdmin,
  copyDatabase,
  databaseExists,
  databaseUrl,
  dropDatabase,
} from "./test-databases"

const run = promisify(execFile)

/** The staff member of every shop. */
export const STAFF = {
  email: "staff@example.com",
  password: "a-password-for-tests",
}

/** medusa_sync belongs to the whole server, so all shops share its password. */
const SYNC_PASSWORD = "medusa-sync-for-tests"

const TEMPLATE = "shop_template"
const LEGACY_TEMPLATE = "shop_template_legacy"
/** Any number, as long as nobody else locks it. */
const TEMPLATE_LOCK = 729_101

/** Where a shop's two databases are. */
export type ShopDatabases = {
  databaseUrl: string
  /** As medusa_sync: what the backend gets. */
  legacySyncUrl: string
  /** As superuser: what the old storefront may do. */
  legacyAdminUrl: string
  drop: () => Promise<void>
}

/**
 * A migrated and seeded shop of one's own, linked to a legacy store. The first
 * one on a server takes some 30 s to make; the others are copies of it.
 *
 * @param server a superuser's address of the PostgreSQL; the one that the suites share, unless told
 */
export async function createShopDatabases(
  name: string,
  server?: string
): Promise<ShopDatabases> {
  const urlOf = (database: string): string => databaseUrl(database, server)
  await ensureTemplates(server)
  const legacyName = `${name}_legacy`
  const drop = async (): Promise<void> => {
    await Promise.all([
      dropDatabase(name, server),
      dropDatabase(legacyName, server),
    ])
  }
  await drop()
  await copyDatabase(TEMPLATE, name, server)
  await copyDatabase(LEGACY_TEMPLATE, legacyName, server)
  return {
    databaseUrl: urlOf(name),
    legacySyncUrl: asSync(urlOf(legacyName)),
    legacyAdminUrl: urlOf(legacyName),
    drop,
  }
}

async function ensureTemplates(server?: string): Promise<void> {
  await asAdmin(async (client) => {
    await client.query("SELECT pg_advisory_lock($1)", [TEMPLATE_LOCK])
    if (await databaseExists(LEGACY_TEMPLATE, server)) {
      return
    }
    // The legacy template is renamed last: it says that both are whole.
    const unfinished = `${LEGACY_TEMPLATE}_unfinished`
    await Promise.all([
      dropDatabase(TEMPLATE, server),
      dropDatabase(unfinished, server),
    ])
    await client.query(`CREATE DATABASE ${TEMPLATE}`)
    await client.query(`CREATE DATABASE ${unfinished}`)
    await createLegacyStore(databaseUrl(unfinished, server), {
      syncPassword: SYNC_PASSWORD,
      withCatalog: true,
    })
    const env = {
      ...process.env,
      NODE_OPTIONS: "",
      NODE_ENV: "demo",
      DATABASE_URL: databaseUrl(TEMPLATE, server),
      SUPABASE_DB_URL: asSync(databaseUrl(unfinished, server)),
      LOG_LEVEL: "error",
    }
    await medusa(["db:migrate"], env)
    await medusa(["exec", "./scripts/seed/seed.ts"], env)
    await medusa(["user", "-e", STAFF.email, "-p", STAFF.password], env)
    await client.query(
      `ALTER DATABASE ${unfinished} RENAME TO ${LEGACY_TEMPLATE}`
    )
  }, server)
}

async function medusa(args: string[], env: NodeJS.ProcessEnv): Promise<void> {
  try {
    await run(process.execPath, [medusaCli, ...args], { cwd: projectRoot, env })
  } catch (error) {
    const { stdout, stderr } = error as { stdout?: string; stderr?: string }
    throw new Error(
      `medusa ${args[0]} failed:\n${stdout ?? ""}\n${stderr ?? ""}`,
      { cause: error }
    )
  }
}

function asSync(url: string): string {
  const address = new URL(url)
  address.username = "medusa_sync"
  address.password = SYNC_PASSWORD
  return address.toString()
}
