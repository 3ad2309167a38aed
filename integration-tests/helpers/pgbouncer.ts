import { type ChildProcess, execFileSync, spawn } from "node:child_process"
import { once } from "node:events"
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { Client } from "pg"
import { freePort } from "./free-port"
import { waitFor } from "./wait-for"

/** From this version on it can keep named prepared statements, unless told not to. */
const KEEPS_STATEMENTS = [1, 21] as const

/** A transaction pooler before a PostgreSQL, as Supabase has one on port 6543. */
export type PgBouncer = {
  /** The same database, by way of the pooler. */
  url: string
  /** Ends it in its tracks; connections through it are cut. */
  kill: () => Promise<void>
  /** Starts it again on the same port. */
  start: () => Promise<void>
  close: () => Promise<void>
}

/**
 * @param url of a database, with the user whom the pooler signs in
 * @param poolSize connections to the server that all clients share
 */
export async function startPgBouncer(
  url: string,
  poolSize: number
): Promise<PgBouncer> {
  const folder = mkdtempSync(join(tmpdir(), "storefront-pgbouncer-"))
  const port = await freePort()
  writeSettings(folder, new URL(url), port, poolSize)
  const near = new URL(url)
  near.port = String(port)
  let child: ChildProcess | null = null
  const start = async (): Promise<void> => {
    child = await startProcess(folder, near.toString())
  }
  const kill = async (): Promise<void> => {
    if (child?.exitCode === null && child.signalCode === null) {
      const gone = once(child, "exit")
      child.kill("SIGKILL")
      await gone
    }
  }
  await start()
  return {
    url: near.toString(),
    start,
    kill,
    close: async () => {
      await kill()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function writeSettings(
  folder: string,
  far: URL,
  port: number,
  poolSize: number
): void {
  const settings = {
    listen_addr: "127.0.0.1",
    listen_port: port,
    unix_socket_dir: "",
    auth_type: "scram-sha-256",
    auth_file: join(folder, "users.txt"),
    pool_mode: "transaction",
    default_pool_size: poolSize,
    max_client_conn: 200,
    logfile: join(folder, "pgbouncer.log"),
    ...(keepsStatements() ? { max_prepared_statements: 0 } : {}),
    // It does not run as root.
    ...(process.getuid?.() === 0 ? { user: "nobody" } : {}),
  }
  const lines = Object.entries(settings).map(([name, value]) =>
    `${name} = ${value}`.trim()
  )
  writeFileSync(
    join(folder, "pgbouncer.ini"),
    `[databases]\n* = host=${far.hostname} port=${far.port}\n[pgbouncer]\n${lines.join("\n")}\n`
  )
  const [user, password] = [far.username, far.password].map(decodeURIComponent)
  writeFileSync(join(folder, "users.txt"), `"${user}" "${password}"\n`)
  writeFileSync(join(folder, "pgbouncer.log"), "")
  chmodSync(folder, 0o755)
  chmodSync(join(folder, "pgbouncer.log"), 0o666)
}

/** Debian's is not in everybody's PATH. */
function program(): string {
  const places = [process.env.PGBOUNCER_PATH ?? "", "/usr/sbin/pgbouncer"]
  return places.find((place) => existsSync(place)) ?? "pgbouncer"
}

function keepsStatements(): boolean {
  const said = execFileSync(program(), ["--version"], { encoding: "utf8" })
  const [, major, minor] = /(\d+)\.(\d+)/.exec(said) ?? []
  const [asOfMajor, asOfMinor] = KEEPS_STATEMENTS
  return Number(major) > asOfMajor || Number(minor) >= asOfMinor
}

async function startProcess(
  folder: string,
  url: string
): Promise<ChildProcess> {
  const child = spawn(program(), [join(folder, "pgbouncer.ini")], {
    cwd: "/",
    stdio: "ignore",
  })
  process.once("exit", () => child.kill("SIGKILL"))
  await waitFor("pgbouncer to answer", async () => {
    if (child.exitCode !== null) {
      const log = readFileSync(join(folder, "pgbouncer.log"), "utf8")
      throw new Error(`pgbouncer ended: ${log}`)
    }
    return answers(url)
  })
  return child
}

async function answers(url: string): Promise<boolean> {
  const client = new Client(url)
  // It is cut while it connects, where the pooler does not listen yet.
  client.on("error", () => undefined)
  try {
    await client.connect()
    return (await client.query("SELECT 1")).rowCount === 1
  } finally {
    await client.end()
  }
}
