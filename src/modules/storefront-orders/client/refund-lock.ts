import type { Pool } from "pg"
import { BEGIN_LIMITED } from "../../../lib/idle-transactions"

/** What came of work that only one at a time may do. */
export type Held<T> = { held: true; result: T } | { held: false }

/*
 * An advisory lock of a transaction: it needs no session, so it holds through a pooler too, and ends
 * with the process or its connection. Whoever works on in spite of a lost connection meets the
 * unique indexes on refunds, their transactions and their credit lines.
 */
const TRY_LOCK =
  "SELECT pg_try_advisory_xact_lock(hashtextextended('storefront refunds of ' || $1, 0)) AS held"

/** Stripe may be asked for minutes: whoever is alive says so often enough to keep the lock. */
const SIGN_OF_LIFE_MS = 5_000

/**
 * Works on the refunds of a payment while nobody else does, in any process.
 *
 * @param pool of its own: who holds a lock uses other connections beside.
 * @returns `held: false` at once where somebody else is at it; nothing was done.
 */
export async function holdingRefunds<T>(
  pool: Pool,
  payment: string,
  work: () => Promise<T>
): Promise<Held<T>> {
  const client = await pool.connect()
  let broken = false
  const signs = setInterval(() => {
    // A connection that is gone took the lock with it, which the indexes are there for.
    client.query("SELECT 1").catch(() => undefined)
  }, SIGN_OF_LIFE_MS)
  try {
    await client.query(BEGIN_LIMITED)
    const { rows } = await client.query<{ held: boolean }>(TRY_LOCK, [payment])
    return rows[0]?.held
      ? { held: true, result: await work() }
      : { held: false }
  } finally {
    clearInterval(signs)
    // The work is done over other connections, so there is nothing here to commit.
    await client.query("ROLLBACK").catch(() => {
      broken = true
    })
    client.release(broken)
  }
}
