// @ts-check
import { join } from "node:path"
import {
  countTables,
  databaseIdentity,
  ensureDatabase,
  hasRows,
  removeLogin,
  withAddress,
} from "./databases.mjs"
import { hashFiles } from "./file-hash.mjs"
import { readJson, writeJson } from "./json-file.mjs"
import { medusaCli } from "./medusa-build.mjs"
import { hashMigrationSources } from "./migration-sources.mjs"
import { findPostgresHome } from "./postgres-home.mjs"
import { startPostgres } from "./postgres.mjs"
import { paths, projectRoot, typescript } from "./project-paths.mjs"
import { Refusal } from "./refusal.mjs"
import { medusaEnvironment } from "./up-context.mjs"

/**
 * The steps that prepare the data. Each returns a short word on what it did.
 * @typedef {import("./up-context.mjs").UpContext} UpContext
 * @typedef {(line: string) => void} OnLine
 */

export const adminEmail = "admin@example.com"

/** @param {UpContext} context */
export const usesEmbeddedPostgres = ({ given }) =>
  !given.DATABASE_URL || !given.SUPABASE_DB_URL

/** @param {UpContext} context */
export async function startEmbeddedPostgres({ ports, credentials, children }) {
  const home = await findPostgresHome(paths.postgres)
  const password = credentials.postgresPassword
  await startPostgres(home, { port: ports.postgres, password, children })
  return `port ${ports.postgres}`
}

/** @param {UpContext} context */
export async function makeDatabases(context) {
  await ensureDatabase("DATABASE_URL", context.databaseUrl)
  if (context.legacyAdminUrl) {
    await ensureDatabase("The stand-in legacy store", context.legacyAdminUrl)
  }
  context.databaseId = await databaseIdentity(context.databaseUrl)
  return context.legacyAdminUrl ? "medusa, legacy_store" : "medusa"
}

/**
 * @param {UpContext} context
 * @param {string} name of the log
 * @param {string[]} args
 * @param {OnLine} onLine
 */
const runMedusa = (context, name, args, onLine) =>
  context.children.run(name, process.execPath, [medusaCli, ...args], {
    cwd: projectRoot,
    env: medusaEnvironment(context),
    onLine,
  })

/**
 * @param {UpContext} context
 * @param {OnLine} onLine
 */
export async function migrate(context, onLine) {
  const sources = hashMigrationSources(projectRoot)
  const stampOf = (/** @type {number} */ tables) =>
    `${context.databaseId} ${sources} ${tables} tables`
  const before = await countTables(context.databaseUrl)
  if (before > 0 && context.stamps.matches("migrations", stampOf(before))) {
    return "unchanged"
  }
  await runMedusa(
    context,
    "db-migrate",
    ["db:migrate", "--execute-safe-links"],
    onLine
  )
  const after = await countTables(context.databaseUrl)
  context.stamps.set("migrations", stampOf(after))
  return `${after} tables`
}

/**
 * @param {UpContext} context
 * @param {OnLine} onLine
 */
export async function makeLegacyStore(context, onLine) {
  const file = join(paths.data, "legacy-store.json")
  const sources = hashFiles(projectRoot, [
    "scripts/legacy-store",
    "scripts/supabase",
  ])
  context.legacyId = await databaseIdentity(context.legacyAdminUrl)
  const stamp = `${context.legacyId} ${sources}`
  const isMade =
    context.stamps.matches("legacyStore", stamp) &&
    (await countTables(context.legacyAdminUrl)) > 0
  if (!isMade) {
    const script = typescript("scripts/legacy-store/create.ts")
    const args = [
      ...[...script, "--url", context.legacyAdminUrl],
      ...["--preset", context.given.SUPABASE_STOCK_PRESET ?? "variants"],
      ...["--sync-password", context.credentials.legacySyncPassword],
    ]
    const output = await context.children.run(
      "legacy-store",
      process.execPath,
      args,
      {
        cwd: projectRoot,
        env: medusaEnvironment(context),
        onLine,
      }
    )
    writeJson(file, { syncUrl: syncUrlFrom(output) })
    context.stamps.set("legacyStore", stamp)
  }
  const kept = /** @type {{ syncUrl: string }} */ (readJson(file))
  // The port of the embedded server may be another one today.
  context.supabaseDbUrl = withAddress(kept.syncUrl, context.legacyAdminUrl)
  return isMade ? "unchanged" : "made"
}

/**
 * @param {string} output of create.ts: its last line is JSON
 * @returns {string}
 */
function syncUrlFrom(output) {
  const line = output.trim().split("\n").at(-1) ?? ""
  try {
    const { syncUrl } = JSON.parse(line)
    if (typeof syncUrl === "string") return syncUrl
  } catch {
    // Falls through to the refusal below.
  }
  throw new Refusal("scripts/legacy-store/create.ts did not name its syncUrl.")
}

/**
 * @param {UpContext} context
 * @param {OnLine} onLine
 */
export async function seed(context, onLine) {
  const { stamps, databaseUrl, given } = context
  // The seed ties rows of one database to those of the other.
  const both = `${context.databaseId} ${context.legacyId}`
  if (stamps.matches("seed", `${both} done`)) return "unchanged"
  const wasBrokenOff = stamps.matches("seed", `${both} started`)
  const isForeign = Boolean(given.DATABASE_URL ?? given.SUPABASE_DB_URL)
  if (isForeign && !wasBrokenOff && (await hasRows(databaseUrl, "product"))) {
    return "left alone: the database has products"
  }
  stamps.set("seed", `${both} started`)
  await runMedusa(context, "seed", ["exec", "./scripts/seed/seed.ts"], onLine)
  stamps.set("seed", `${both} done`)
  return "seeded"
}

/**
 * @param {UpContext} context
 * @param {OnLine} onLine
 */
export async function makeAdminUser(context, onLine) {
  const { stamps, databaseId, databaseUrl, credentials } = context
  if (stamps.matches("adminUser", databaseId)) return "unchanged"
  if (context.given.DATABASE_URL && (await hasRows(databaseUrl, "user"))) {
    context.ownsAdmin = false
    return "left alone: the database has users"
  }
  // A run that was killed in the middle leaves a user without a login.
  await removeLogin(databaseUrl, adminEmail)
  const login = ["-e", adminEmail, "-p", credentials.adminPassword]
  await runMedusa(context, "admin-user", ["user", ...login], onLine)
  stamps.set("adminUser", databaseId)
  return adminEmail
}
