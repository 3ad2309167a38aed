import { DurableQueue } from "../../../src/lib/durable-queue/durable-queue"
import { QUEUE_TABLES, QueueFixture } from "../../helpers/queue-fixture"
import { quietPool } from "../../helpers/throw-away-database"

let fixture: QueueFixture

describe("claiming", () => {
  beforeAll(async () => {
    fixture = await QueueFixture.open()
  })
  afterAll(async () => {
    await fixture.close()
  })
  beforeEach(async () => {
    await fixture.clear()
  })

  it("gives each of 1,000 jobs to exactly one of four claimers", async () => {
    const ids = Array.from({ length: 1_000 }, (_, index) => `job_${index}`)
    await fixture.put(...ids)
    const pools = Array.from({ length: 4 }, () =>
      quietPool(fixture.database.url, 1)
    )
    // Connected before the race begins.
    await Promise.all(pools.map((pool) => pool.query("SELECT 1")))
    const taken: string[] = []
    const takenBy = await Promise.all(
      pools.map(async (pool) => {
        const queue = new DurableQueue(pool, QUEUE_TABLES)
        let count = 0
        for (;;) {
          const jobs = await queue.claim(7)
          if (jobs.length === 0) {
            return count
          }
          count += jobs.length
          taken.push(...jobs.map((job) => job.id))
        }
      })
    )
    await Promise.all(pools.map((pool) => pool.end()))
    expect(taken).toHaveLength(ids.length)
    expect(new Set(taken)).toEqual(new Set(ids))
    // Else one claimer had them all, and nothing was shown of sharing.
    expect(Math.min(...takenBy)).toBeGreaterThan(0)
  })

  it("is not held up by jobs that another transaction is looking at", async () => {
    await fixture.put("locked", "free")
    // A claim that waits fails soon, and does not hang.
    const impatient = quietPool(
      `${fixture.database.url}?options=-c%20lock_timeout%3D1000`
    )
    const other = await fixture.database.pool.connect()
    try {
      await other.query("BEGIN")
      await other.query(
        "SELECT id FROM stock_item WHERE id = 'locked' FOR UPDATE"
      )
      const jobs = await new DurableQueue(impatient, QUEUE_TABLES).claim(10)
      expect(jobs.map((job) => job.id)).toEqual(["free"])
    } finally {
      await other.query("ROLLBACK")
      other.release()
      await impatient.end()
    }
  })

  it("takes the oldest first, and none before its time", async () => {
    await fixture.database.pool.query(
      `INSERT INTO stock_item (id, run_at) VALUES
         ('later', clock_timestamp() + interval '1 hour'),
         ('second', clock_timestamp() - interval '1 minute'),
         ('first', clock_timestamp() - interval '1 hour')`
    )
    const queue = fixture.queue()
    expect((await fixture.claimOne(queue)).id).toBe("first")
    expect((await fixture.claimOne(queue)).id).toBe("second")
    expect(await queue.claim(1)).toEqual([])
  })

  it("tells how long the oldest due job has been waiting", async () => {
    const queue = fixture.queue()
    expect(await queue.oldestDueMs()).toBe(0)
    await fixture.database.pool.query(
      `INSERT INTO stock_item (id, run_at) VALUES
         ('later', clock_timestamp() + interval '1 hour'),
         ('waiting', clock_timestamp() - interval '90 s')`
    )
    const waited = await queue.oldestDueMs()
    expect(waited).toBeGreaterThanOrEqual(90_000)
    expect(waited).toBeLessThan(120_000)
  })

  it("hands a job back untouched when it is released", async () => {
    await fixture.put("job")
    const queue = fixture.queue()
    await queue.release([await fixture.claimOne(queue)])
    expect(await fixture.job("job")).toMatchObject({
      state: "pending",
      attempt: 0,
      total_attempts: 0,
      lease_token: null,
    })
    expect(await fixture.attempts("job")).toEqual([])
    expect(await fixture.claimOne(queue)).toMatchObject({
      id: "job",
      attempt: 1,
    })
  })
})
