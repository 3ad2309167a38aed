import type { Pool, PoolClient } from "pg"
import { BEGIN_LIMITED } from "./idle-transactions"

/**
 * Runs statements in one transaction, which is undone when `run` throws, and where nothing comes of
 * it for 20 s.
 */
export async function inTransaction<T>(
  pool: Pool,
  run: (client: PoolClient) => Promise<T>
): Promise<T> {
  const client = await pool.connect()
  try {
    await client.query(BEGIN_LIMITED)
    const result = await run(client)
    await client.query("COMMIT")
    client.release()
    return result
  } catch (error) {
    // A connection in an unknown state is closed, which undoes the transaction too.
    client.release(true)
    throw error
  }
}
