import { randomBytes } from "node:crypto"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { freePort } from "./free-port"

/** A PostgreSQL of the test's own, which it may stop as a machine stops that fails. */
export type OwnPostgres = {
  /** A superuser's address. */
  url: string
  /** Ends it at once: no session is finished, nothing is written that a commit did not promise. */
  stop: () => Promise<void>
  /** Starts it on the same port and data; resolves once it has recovered and answers. */
  start: () => Promise<void>
  /** Ends it and removes its data. */
  close: () => Promise<void>
}

/** PostgreSQL's immediate shutdown (https://www.postgresql.org/docs/current/server-shutdown.html). */
const IMMEDIATE = "SIGQUIT"

/** Starts a PostgreSQL with the programs and settings that all suites have. */
export async function startOwnPostgres(): Promise<OwnPostgres> {
  const { ChildProcesses } =
    await import("../../scripts/lib/child-processes.mjs")
  const { findPostgresHome, postgresFolders } =
    await import("../../scripts/lib/postgres-home.mjs")
  const { startPostgres, superuserUrl } =
    await import("../../scripts/lib/postgres.mjs")
  const { openRunRecord } = await import("../../scripts/lib/run-record.mjs")

  const folder = mkdtempSync(join(tmpdir(), "storefront-own-postgres-"))
  const dataDir = join(folder, "postgres")
  const recordFile = join(folder, "run.json")
  // Where the test process is killed, a janitor ends PostgreSQL and removes the folders.
  const opened = await openRunRecord(recordFile, [
    folder,
    ...postgresFolders(dataDir),
  ])
  if ("runningPid" in opened) {
    throw new Error(`${folder} is in use`)
  }
  const children = new ChildProcesses(recordFile, opened.record, folder)
  const options = {
    port: await freePort(),
    password: randomBytes(18).toString("base64url"),
    children,
  }
  const close = async (): Promise<void> => {
    await children.stopAll()
    rmSync(folder, { recursive: true, force: true })
  }
  try {
    const home = await findPostgresHome(dataDir)
    let service = await startPostgres(home, options)
    return {
      url: superuserUrl(options.port, options.password),
      stop: async () => {
        process.kill(service.identity.pid, IMMEDIATE)
        await service.exited
      },
      start: async () => {
        service = await startPostgres(home, options)
      },
      close,
    }
  } catch (error) {
    await close()
    throw error
  }
}
