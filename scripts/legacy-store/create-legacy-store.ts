import { randomBytes } from "node:crypto"
import { type Client, DatabaseError, escapeIdentifier, escapeLiteral } from "pg"
import { legacyConnection, withLegacyClient } from "./connect"
import { fillLegacyStore } from "./fill-legacy-store"
import { runSqlFile, supabaseSqlFiles } from "./run-sql-file"

/** Which tables the shop has: sizes in a table of their own, or one table for all. */
export type LegacyStorePreset = "variants" | "products"

export type CreateLegacyStoreOptions = {
  /** `variants` where not given. */
  preset?: LegacyStorePreset
  /**
   * The password of the role medusa_sync; made at random where not given. The
   * role belongs to the whole server: stores on one server share its password,
   * and the last one given counts.
   */
  syncPassword?: string
  /**
   * Whether the demo catalogue's rows are put in, as the shop had them before
   * Medusa; the seed links them. Yes where not given.
   */
  withCatalog?: boolean
}

export type LegacyStore = {
  /** Signs in as medusa_sync: what a backend gets as SUPABASE_DB_URL. */
  syncUrl: string
  /** What the SQL files had to say, such as that pg_net is missing. */
  notices: string[]
}

const schemaFiles: Record<LegacyStorePreset, string> = {
  variants: "legacy-store/01-schema.sql",
  products: "legacy-store/01-schema-products-preset.sql",
}

/**
 * Makes a stand-in for the shop's Supabase: the database where it is missing,
 * the shop's tables, then the SQL that a shop owner runs for Medusa. Running it
 * again changes nothing but the password.
 *
 * @param adminUrl a superuser's connection string to the store's database
 * @throws the database's error, naming the SQL file
 */
export async function createLegacyStore(
  adminUrl: string,
  options: CreateLegacyStoreOptions = {}
): Promise<LegacyStore> {
  const { preset = "variants", withCatalog = true } = options
  const syncPassword =
    options.syncPassword ?? randomBytes(24).toString("base64url")

  await createDatabaseIfMissing(adminUrl)
  const notices = await withLegacyClient(
    legacyConnection(adminUrl),
    async (client) => {
      const said: string[] = []
      for (const file of [
        "legacy-store/00-roles.sql",
        schemaFiles[preset],
        ...supabaseSqlFiles,
      ]) {
        said.push(
          ...(await againWhenRolesCollide(() => runSqlFile(client, file)))
        )
      }
      await againWhenRolesCollide(() => setSyncPassword(client, syncPassword))
      if (withCatalog) {
        await fillLegacyStore(client, preset)
      }
      return said
    }
  )
  return { syncUrl: toSyncUrl(adminUrl, syncPassword), notices }
}

/** Drops the store's database, whoever is still connected to it. The roles stay. */
export async function dropLegacyStore(adminUrl: string): Promise<void> {
  await withLegacyClient(
    legacyConnection(maintenanceUrl(adminUrl)),
    async (client) => {
      const name = escapeIdentifier(databaseName(adminUrl))
      await client.query(`drop database if exists ${name} with (force)`)
    }
  )
}

async function createDatabaseIfMissing(adminUrl: string): Promise<void> {
  await withLegacyClient(
    legacyConnection(maintenanceUrl(adminUrl)),
    async (client) => {
      const name = databaseName(adminUrl)
      const { rowCount } = await client.query(
        "select from pg_database where datname = $1",
        [name]
      )
      if (rowCount === 0) {
        await client.query(`create database ${escapeIdentifier(name)}`)
      }
    }
  )
}

/** Hands the password to the server as part of a statement: ALTER ROLE takes no parameters. */
async function setSyncPassword(
  client: Client,
  password: string
): Promise<void> {
  await client.query(
    `alter role medusa_sync with password ${escapeLiteral(password)}`
  )
}

/**
 * Roles are shared by all databases of a server, and two stores that are made
 * at the same moment collide on them: «tuple concurrently updated», or a
 * duplicate in pg_authid. Each attempt either did all of its work or none.
 */
async function againWhenRolesCollide<Result>(
  work: () => Promise<Result>,
  attemptsLeft = 10
): Promise<Result> {
  try {
    return await work()
  } catch (error) {
    const collided =
      error instanceof DatabaseError &&
      (error.message.includes("tuple concurrently updated") ||
        (error.code === "23505" && error.table === "pg_authid"))
    if (!collided || attemptsLeft <= 1) {
      throw error
    }
    return againWhenRolesCollide(work, attemptsLeft - 1)
  }
}

const databaseName = (url: string): string =>
  decodeURIComponent(new URL(url).pathname.slice(1))

function maintenanceUrl(url: string): string {
  const address = new URL(url)
  address.pathname = "/postgres"
  return address.toString()
}

function toSyncUrl(adminUrl: string, password: string): string {
  const address = new URL(adminUrl)
  address.username = "medusa_sync"
  address.password = encodeURIComponent(password)
  return address.toString()
}
