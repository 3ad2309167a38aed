import { DurableQueue } from "../../../src/lib/durable-queue/durable-queue"
import type { ClaimedJob } from "../../../src/lib/durable-queue/types"
import { QUEUE_TABLES, QueueFixture } from "../../helpers/queue-fixture"
import { quietPool } from "../../helpers/throw-away-database"

const JOBS = 400
const ROUNDS = 25

let fixture: QueueFixture

describe("several processes that write the same jobs", () => {
  beforeAll(async () => {
    fixture = await QueueFixture.open()
  })
  afterAll(async () => {
    await fixture.close()
  })

  it("do not deadlock, in whatever order each of them names the jobs", async () => {
    const ids = Array.from({ length: JOBS }, (_, index) => `job_${index}`)
    await fixture.put(...ids)
    const pool = quietPool(fixture.database.url, 8)
    const queue = new DurableQueue(pool, QUEUE_TABLES)
    const shuffled = <T>(list: readonly T[], turn: number): T[] =>
      list
        .map((item, index) => ({
          item,
          at: (index * 7919 + turn * 104729) % 997,
        }))
        .sort((a, b) => a.at - b.at)
        .map(({ item }) => item)
    const settle = (jobs: readonly ClaimedJob[]) =>
      queue.settle(
        jobs.map((job) => ({
          job,
          settlement: { kind: "snoozed", delayMs: 0 },
        }))
      )
    const failures: string[] = []
    for (let round = 0; round < ROUNDS; round++) {
      const jobs = await queue.claim(JOBS)
      const results = await Promise.allSettled([
        queue.extend(shuffled(jobs, round)),
        queue.enqueueAgain(shuffled(ids, round + 1)),
        queue.extend(shuffled(jobs, round + 2)),
        settle(shuffled(jobs, round + 3)),
        queue.enqueueAgain(shuffled(ids, round + 4)),
        queue.release(shuffled(jobs, round + 5)),
      ])
      failures.push(
        ...results.flatMap((result) =>
          result.status === "rejected" ? [String(result.reason)] : []
        )
      )
    }
    await pool.end()
    expect(failures).toEqual([])
  })
})
