import type { ClaimedJob } from "../../../src/lib/durable-queue"
import {
  extendSql,
  releaseSql,
  settleSql,
} from "../../../src/lib/durable-queue/sql"
import { planOf } from "../../helpers/query-plan"
import { QUEUE_TABLES, QueueFixture } from "../../helpers/queue-fixture"

/** As many as are pushed at once. */
const JOBS = 1_000

let fixture: QueueFixture
let jobs: ClaimedJob[]

const ids = () => jobs.map(({ id }) => id)
const tokens = () => jobs.map(({ leaseToken }) => leaseToken)
const each = <T>(value: T): T[] => jobs.map(() => value)

describe("a batch of jobs that were just claimed", () => {
  beforeAll(async () => {
    fixture = await QueueFixture.open()
    const { pool } = fixture.database
    await pool.query(
      `INSERT INTO stock_item (id, state, run_at, created_at, updated_at)
       SELECT 'job_' || number, 'pending', now(), now(), now()
       FROM generate_series(1, $1::int) AS number`,
      [100 * JOBS]
    )
    // What the planner knows is from before: nothing runs.
    await pool.query("ANALYZE stock_item")
    jobs = await fixture.queue().claim(JOBS)
  })
  afterAll(async () => {
    await fixture.close()
  })

  it.each([
    [
      "settled",
      settleSql(QUEUE_TABLES),
      () => [
        ids(),
        tokens(),
        each("done"),
        each(0),
        each("succeeded"),
        each(null),
        each(null),
      ],
    ],
    ["kept", extendSql(QUEUE_TABLES), () => [ids(), tokens(), 30_000]],
    ["given back", releaseSql(QUEUE_TABLES), () => [ids(), tokens()]],
  ] as const)(
    "is %s without comparing each of them with each of the others",
    async (_, sql, values) => {
      expect(jobs).toHaveLength(JOBS)
      const plan = await planOf(fixture.database.pool, sql, values())
      expect(plan.pairsDiscarded).toBeLessThan(JOBS)
    }
  )
})
