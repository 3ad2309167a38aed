import { Pool } from "pg"
import {
  DurableQueue,
  type JobHandler,
  QueueWorker,
  type Settlement,
} from "../../../src/lib/durable-queue"
import { type QueueOrder, type QueueRun, runProgram } from "./program"
import { Stopwatch } from "./stopwatch"

const PUT_IN = `
  INSERT INTO stock_item (id, state, run_at, created_at, updated_at)
  SELECT 'variant_' || number, 'pending', now(), now(), now()
  FROM generate_series(1, $1::int) AS number`

/** This backend's queue, on a table that it really has, with the worker that it really runs. */
async function work({ databaseUrl, jobs }: QueueOrder): Promise<QueueRun> {
  const pool = new Pool({ connectionString: databaseUrl })
  await pool.query("TRUNCATE stock_item, stock_item_attempt")
  await pool.query(PUT_IN, [jobs])
  await pool.query("VACUUM ANALYZE stock_item")
  await pool.query("CHECKPOINT")
  const stopwatch = new Stopwatch(jobs)
  const done: Settlement = { kind: "done" }
  const handle: JobHandler = (claimed) => {
    stopwatch.tick()
    return Promise.resolve(new Map(claimed.map(({ id }) => [id, done])))
  }
  const worker = new QueueWorker({
    queue: new DurableQueue(pool, {
      jobs: "stock_item",
      attempts: "stock_item_attempt",
    }),
    handle,
    log: { warn: print, error: print },
    batchSize: 1,
    concurrency: 1,
  })
  worker.start()
  const seconds = await stopwatch.finished
  await worker.stop(10_000)
  const { rows } = await pool.query<{ count: number }>(
    "SELECT count(*)::int AS count FROM stock_item WHERE state = 'done'"
  )
  await pool.end()
  return { seconds, done: rows[0]?.count ?? 0 }
}

function print(message: string): void {
  process.stderr.write(`${message}\n`)
}

runProgram(work)
