import { randomBytes } from "node:crypto"
import { Pool } from "pg"
import { createPool } from "../../src/lib/create-pool"
import { runMigrations } from "./run-migrations"
import { asAdmin, databaseUrl, dropDatabase } from "./test-databases"

export type ThrowAwayDatabase = {
  name: string
  url: string
  pool: Pool
  /** Closes the pool and drops the database, whoever is still connected. */
  drop: () => Promise<void>
}

/**
 * Makes a database with the tables of the given migrations and nothing else.
 *
 * @param part names the database, so that one that was left behind tells whose it was.
 * @param migrations folders, run in this order.
 */
export async function createThrowAwayDatabase(
  part: string,
  migrations: readonly string[]
): Promise<ThrowAwayDatabase> {
  const name = `${part}_${randomBytes(6).toString("hex")}`
  await asAdmin((client) =>
    client.query(`CREATE DATABASE ${client.escapeIdentifier(name)}`)
  )
  const url = databaseUrl(name)
  const pool = quietPool(url)
  const drop = async (): Promise<void> => {
    await pool.end()
    await dropDatabase(name)
  }
  try {
    for (const folder of migrations) {
      await runMigrations(pool, folder)
    }
  } catch (error) {
    await drop()
    throw error
  }
  return { name, url, pool, drop }
}

/** A pool whose idle connections may be cut without ending the test process. */
export function quietPool(url: string, max = 10): Pool {
  const pool = new Pool({
    connectionString: url,
    max,
    connectionTimeoutMillis: 5_000,
  })
  pool.on("error", () => undefined)
  return pool
}

/** A pool as the backend opens its own, of as many connections. */
export function backendPool(url: string, max: number): Pool {
  const unheard = { warn: () => undefined, error: () => undefined }
  return createPool("test", { connectionString: url, max }, unheard)
}
