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
  // A connection that ends between two statements fails the next one; nobody else listens for it.
  const ignore = (): void => undefined
  client.on("error", ignore)
  const release = (broken: boolean): void => {
    client.off("error", ignore)
    client.release(broken)
  }
  try {
    await client.query(BEGIN_LIMITED)
    const result = await run(client)
    await client.query("COMMIT")
    release(false)
    return result
  } catch (error) {
    // A connection in an unknown state is closed, which undoes the transaction too.
    release(true)
    throw error
  }
}
