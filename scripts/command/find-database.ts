import { Pool } from "pg"
import { DemoError } from "../demo/demo-error"
import { databaseOfRunningSystem } from "../demo/running-system"
import type { Surroundings } from "./run-on-database"

const CONNECT_TIMEOUT_MS = 10_000
const CONNECTIONS = 2

/** Who asks, and a table that must be there. */
export type Asker = { command: string; table: string }

/**
 * Connects to the database that `DATABASE_URL` names, or else to that of a running `npm run up`.
 *
 * @throws DemoError where there is none, it cannot be reached, or it is not this backend's.
 */
export async function findDatabase(
  { databaseUrl, readyFile }: Surroundings,
  { command, table }: Asker
): Promise<Pool> {
  const connectionString = databaseUrl ?? databaseOfRunningSystem(readyFile)
  if (!connectionString) {
    throw new DemoError(
      "There is no database to look into: set DATABASE_URL, in the shell or in .env, or start the system in another terminal: npm run up"
    )
  }
  const pool = new Pool({
    connectionString,
    max: CONNECTIONS,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    application_name: command,
  })
  // An idle connection that breaks must not end the process; the next query tells.
  pool.on("error", () => undefined)
  try {
    await checkDatabase(pool, table)
    return pool
  } catch (error) {
    await pool.end()
    throw error
  }
}

async function checkDatabase(pool: Pool, table: string): Promise<void> {
  const { rows } = await pool
    .query<{ found: boolean }>("SELECT to_regclass($1) IS NOT NULL AS found", [
      table,
    ])
    .catch((error: unknown) => {
      // The address may hold a password; the reason does not.
      const reason = error instanceof Error && error.message
      throw new DemoError(
        `The database cannot be reached${reason ? `: ${reason}` : ""}. Is DATABASE_URL right?`,
        { cause: error }
      )
    })
  if (!rows[0]?.found) {
    throw new DemoError(
      `The database lacks ${table}; bring it up to date: npx medusa db:migrate`
    )
  }
}
