import PgBoss from "pg-boss"
import { Pool } from "pg"
import { type QueueOrder, type QueueRun, runProgram } from "./program"
import { Stopwatch } from "./stopwatch"

const QUEUE = "nothing"

/**
 * Its own worker waits at least half a second between two looks for work, so
 * this is fetch and complete one after the other, as fast as they go.
 */
async function work({ databaseUrl, jobs }: QueueOrder): Promise<QueueRun> {
  const pool = new Pool({ connectionString: databaseUrl })
  const boss = new PgBoss({
    connectionString: databaseUrl,
    supervise: false,
    schedule: false,
  })
  await boss.start()
  await boss.createQueue(QUEUE)
  await pool.query("TRUNCATE pgboss.job")
  await boss.insert(Array.from({ length: jobs }, () => ({ name: QUEUE })))
  await pool.query("VACUUM ANALYZE pgboss.job")
  await pool.query("CHECKPOINT")
  const stopwatch = new Stopwatch(jobs)
  for (;;) {
    const [job] = await boss.fetch(QUEUE)
    if (!job) {
      break
    }
    stopwatch.tick()
    await boss.complete(QUEUE, job.id)
  }
  const seconds = await stopwatch.finished
  const { rows } = await pool.query<{ count: number }>(
    "SELECT count(*)::int AS count FROM pgboss.job WHERE state = 'completed'"
  )
  await boss.stop({ graceful: false })
  await pool.end()
  return { seconds, done: rows[0]?.count ?? 0 }
}

runProgram(work)
