import { Logger, run, runMigrations } from "graphile-worker"
import { Pool } from "pg"
import { type QueueOrder, type QueueRun, runProgram } from "./program"
import { Stopwatch } from "./stopwatch"

const PUT_IN = `
  SELECT graphile_worker.add_job('nothing', '{}')
  FROM generate_series(1, $1::int)`

/** It would log two lines a job; the others log none. */
const silent = new Logger(() => () => undefined)

async function work({ databaseUrl, jobs }: QueueOrder): Promise<QueueRun> {
  const pool = new Pool({ connectionString: databaseUrl })
  await runMigrations({ connectionString: databaseUrl, logger: silent })
  await pool.query("TRUNCATE graphile_worker._private_jobs")
  await pool.query(PUT_IN, [jobs])
  await pool.query("VACUUM ANALYZE graphile_worker._private_jobs")
  await pool.query("CHECKPOINT")
  const stopwatch = new Stopwatch(jobs)
  const runner = await run({
    connectionString: databaseUrl,
    concurrency: 1,
    noHandleSignals: true,
    logger: silent,
    taskList: { nothing: () => stopwatch.tick() },
  })
  const seconds = await stopwatch.finished
  await runner.stop()
  // A job that is done is a row that is gone.
  const { rows } = await pool.query<{ count: number }>(
    "SELECT count(*)::int AS count FROM graphile_worker._private_jobs"
  )
  await pool.end()
  return { seconds, done: jobs - (rows[0]?.count ?? 0) }
}

runProgram(work)
