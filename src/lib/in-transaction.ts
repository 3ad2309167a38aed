import type { Pool, PoolClient } from "pg"

/** Runs statements in one transaction, which is undone when `run` throws. */
export async function inTransaction<T>(
  pool: Pool,
  run: (client: PoolClient) => Promise<T>
): Promise<T> {
  const client = await pool.connect()
  try {
    await client.query("BEGIN")
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
