import type { Logger } from "@medusajs/framework/types"
import type { Pool } from "pg"
import { summarizeFailure } from "../../../lib/errors"
import { WriteBehind } from "../../../lib/write-behind"
import { dayOf } from "../domain/fill-days"
import type { KeyDay } from "../types"

const WRITE_MS = 5_000

type Counts = { calls: number; refused: number }

/** Always in the same order, so that two processes never wait for each other's rows. */
const ADD = `
  INSERT INTO key_usage (id, api_key_id, day, calls, refused)
  SELECT used.id, split_part(used.id, ' ', 1), split_part(used.id, ' ', 2), used.calls, used.refused
  FROM unnest($1::text[], $2::int[], $3::int[]) AS used(id, calls, refused)
  ORDER BY used.id
  ON CONFLICT (id) DO UPDATE
  SET calls = key_usage.calls + EXCLUDED.calls, refused = key_usage.refused + EXCLUDED.refused,
      updated_at = now()`

const READ = `
  SELECT api_key_id, day, calls, refused FROM key_usage
  WHERE api_key_id = ANY($1) AND day >= $2 AND deleted_at IS NULL
  ORDER BY day`

const PRUNE = "DELETE FROM key_usage WHERE day < $1"

/** How often each secret key is used on each day: counted in memory, written every few seconds. */
export class KeyCalls {
  private readonly counts: WriteBehind<Counts>

  constructor(
    private readonly pool: Pool,
    log: Pick<Logger, "warn">
  ) {
    this.counts = new WriteBehind({
      everyMs: WRITE_MS,
      merge: (earlier, later) => ({
        calls: earlier.calls + later.calls,
        refused: earlier.refused + later.refused,
      }),
      write: (counts) => this.add(counts),
      onFailure: (error) => {
        const { code } = summarizeFailure(error)
        log.warn(`storefront access: calls not written yet code=${code}`)
      },
    })
  }

  /** Counts a call, for no longer than an addition takes. */
  count(keyId: string, isRefused: boolean): void {
    this.counts.note(`${keyId} ${dayOf(new Date())}`, {
      calls: 1,
      refused: isRefused ? 1 : 0,
    })
  }

  /** Writes what was counted; the last call at shutdown. */
  flush(): Promise<void> {
    return this.counts.flush()
  }

  /** @param since the first day wanted, UTC. */
  async read(keyIds: readonly string[], since: string): Promise<KeyDay[]> {
    const { rows } = await this.pool.query<KeyDay>(READ, [keyIds, since])
    return rows
  }

  /** @param before the first day that is kept, UTC. @returns how many rows went */
  async prune(before: string): Promise<number> {
    const { rowCount } = await this.pool.query(PRUNE, [before])
    return rowCount ?? 0
  }

  private async add(counts: ReadonlyMap<string, Counts>): Promise<void> {
    const values = [...counts.values()]
    await this.pool.query(ADD, [
      [...counts.keys()],
      values.map(({ calls }) => calls),
      values.map(({ refused }) => refused),
    ])
  }
}
