import type { Pool } from "pg"
import { inTransaction } from "../../../lib/in-transaction"

/**
 * How long a lock outlives the process that holds it. Longer than a process may be busy with itself
 * between two renewals, and short enough for the customer who clicks again after a crash.
 */
export const LEASE_SECONDS = 5

const TAKE = `
  INSERT INTO storefront_lock (key, owner, held_until)
  SELECT key, $2, clock_timestamp() + interval '${LEASE_SECONDS} seconds'
  FROM unnest($1::text[]) AS key ORDER BY key
  ON CONFLICT (key) DO UPDATE
  SET owner = excluded.owner, held_until = excluded.held_until
  WHERE storefront_lock.held_until <= clock_timestamp()
    OR storefront_lock.owner = excluded.owner`

const RENEW = `
  UPDATE storefront_lock
  SET held_until = clock_timestamp() + interval '${LEASE_SECONDS} seconds'
  FROM unnest($1::text[], $2::text[]) AS held (held_key, held_owner)
  WHERE key = held_key AND owner = held_owner
  RETURNING key`

const GIVE_BACK = `
  DELETE FROM storefront_lock
  WHERE key = ANY($1::text[]) AND owner = $2 AND held_until > clock_timestamp()`

const GIVE_BACK_ALL =
  "DELETE FROM storefront_lock WHERE owner = ANY($1::text[])"

/** Who holds which lock, for all processes on one database. */
export class LockTable {
  constructor(private readonly pool: Pool) {}

  /** Takes all of the keys, or none. An owner may take again what is its own. */
  async take(keys: readonly string[], owner: string): Promise<boolean> {
    const values = [keys, owner]
    if (keys.length === 1) {
      const { rowCount } = await this.pool.query(TAKE, values)
      return rowCount === 1
    }
    return inTransaction(this.pool, async (client) => {
      const { rowCount } = await client.query(TAKE, values)
      const all = rowCount === keys.length
      if (!all) {
        // The commit that follows finds nothing left to do.
        await client.query("ROLLBACK")
      }
      return all
    })
  }

  /** @returns the keys, of those given, that are still their owner's. */
  async renew(
    held: readonly { key: string; owner: string }[]
  ): Promise<Set<string>> {
    const { rows } = await this.pool.query<{ key: string }>(RENEW, [
      held.map(({ key }) => key),
      held.map(({ owner }) => owner),
    ])
    return new Set(rows.map(({ key }) => key))
  }

  /** @returns how many of them were still held. */
  async giveBack(keys: readonly string[], owner: string): Promise<number> {
    const { rowCount } = await this.pool.query(GIVE_BACK, [keys, owner])
    return rowCount ?? 0
  }

  async giveBackAll(owners: readonly string[]): Promise<void> {
    await this.pool.query(GIVE_BACK_ALL, [owners])
  }
}
