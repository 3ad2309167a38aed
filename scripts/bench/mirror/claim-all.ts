import { Pool } from "pg"
import { DurableQueue, type Settlement } from "../../../src/lib/durable-queue"
import type { Lab } from "./lab"
import { BATCH } from "./push-all"

const PUT_IN = `
  UPDATE stock_item SET state = 'pending', run_at = now(), attempt = 0`

/** What a run came to. */
export type ClaimRun = { jobs: number; seconds: number }

/**
 * Claims all items and says that they are done, in batches as the workers do; nothing is pushed.
 *
 * @throws Error where one of them is not done afterwards
 */
export async function claimAll({ medusa }: Lab): Promise<ClaimRun> {
  const pool = new Pool({ connectionString: process.env.DATABASE_URL, max: 1 })
  const queue = new DurableQueue(pool, {
    jobs: "stock_item",
    attempts: "stock_item_attempt",
  })
  await medusa.query(PUT_IN)
  await medusa.query("TRUNCATE stock_item_attempt")
  await medusa.query("VACUUM ANALYZE stock_item")
  await medusa.query("CHECKPOINT")
  const settlement: Settlement = { kind: "done" }
  let jobs = 0
  const startedAt = performance.now()
  for (;;) {
    const claimed = await queue.claim(BATCH)
    if (claimed.length === 0) {
      break
    }
    jobs += claimed.length
    await queue.settle(claimed.map((job) => ({ job, settlement })))
  }
  const seconds = (performance.now() - startedAt) / 1000
  await pool.end()
  await requireDone(medusa, jobs)
  return { jobs, seconds }
}

async function requireDone(medusa: Pool, jobs: number): Promise<void> {
  const { rows } = await medusa.query<{ all: number; done: number }>(
    `SELECT count(*)::int AS all, count(*) FILTER (WHERE state = 'done')::int AS done FROM stock_item`
  )
  if (rows[0]?.done !== jobs || rows[0].all !== jobs || jobs === 0) {
    throw new Error(
      `${jobs} items were claimed, ${rows[0]?.done ?? 0} of ${rows[0]?.all ?? 0} are done`
    )
  }
}
