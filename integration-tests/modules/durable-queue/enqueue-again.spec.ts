import type { Settlement } from "../../../src/lib/durable-queue"
import { PASSING, PERMANENT, QueueFixture } from "../../helpers/queue-fixture"

let fixture: QueueFixture

const OUTCOMES: [string, Settlement][] = [
  ["succeeded", { kind: "done" }],
  ["was ignored", { kind: "ignored", reason: "event_type_unused" }],
  ["failed", { kind: "failed", failure: PASSING }],
  ["was given up", { kind: "failed", failure: PERMANENT }],
  ["was put off", { kind: "snoozed", delayMs: 3_600_000 }],
]

describe("work that is asked for again", () => {
  beforeAll(async () => {
    fixture = await QueueFixture.open()
  })
  afterAll(async () => {
    await fixture.close()
  })
  beforeEach(async () => {
    await fixture.clear()
    await fixture.put("job")
  })

  it.each(OUTCOMES)(
    "while it ran is done again at once, though the run %s",
    async (_, settlement) => {
      const queue = fixture.queue()
      const first = await fixture.claimOne(queue)
      expect(await queue.enqueueAgain(["job"])).toBe(1)
      expect(await queue.claim(1)).toEqual([])

      const settled = await queue.settle([{ job: first, settlement }])
      expect([...settled]).toEqual(["job"])
      const second = await fixture.claimOne(queue)
      expect(second).toMatchObject({ id: "job", attempt: 1 })

      await queue.settle([{ job: second, settlement: { kind: "done" } }])
      expect(await fixture.job("job")).toMatchObject({ state: "done" })
    }
  )

  it("while it ran is done again when its worker was lost", async () => {
    const queue = fixture.queue()
    await fixture.claimOne(queue)
    await queue.enqueueAgain(["job"])
    await fixture.expireLease("job")
    await queue.reap()
    const second = await fixture.claimOne(queue)
    await queue.settle([{ job: second, settlement: { kind: "done" } }])
    expect(await fixture.job("job")).toMatchObject({ state: "done" })
  })

  it("is not lost when the run ends at the same moment", async () => {
    const queue = fixture.queue()
    for (let round = 0; round < 40; round++) {
      const job = await fixture.claimOne(queue)
      await Promise.all([
        queue.settle([{ job, settlement: { kind: "done" } }]),
        queue.enqueueAgain(["job"]),
      ])
      expect(await fixture.job("job")).toMatchObject({ state: "pending" })
    }
  })

  it("after it was given up starts from the first attempt, with seven days before it", async () => {
    const queue = fixture.queue()
    const job = await fixture.claimOne(queue)
    await queue.settle([
      { job, settlement: { kind: "failed", failure: PERMANENT } },
    ])
    await fixture.database.pool.query(
      "UPDATE stock_item SET failing_since = clock_timestamp() - interval '30 days'"
    )
    await queue.enqueueAgain(["job"])
    const again = await fixture.claimOne(queue)
    expect(again).toMatchObject({ attempt: 1, failingSince: null })
    await queue.settle([
      { job: again, settlement: { kind: "failed", failure: PASSING } },
    ])
    expect(await fixture.job("job")).toMatchObject({ state: "pending" })
  })

  it("belongs to the transaction of the asker", async () => {
    const queue = fixture.queue()
    const job = await fixture.claimOne(queue)
    await queue.settle([{ job, settlement: { kind: "done" } }])
    const client = await fixture.database.pool.connect()
    try {
      await client.query("BEGIN")
      await queue.enqueueAgain(["job"], client)
      await client.query("ROLLBACK")
    } finally {
      client.release()
    }
    expect(await queue.claim(1)).toEqual([])
  })

  it("names how many of the jobs there were", async () => {
    expect(await fixture.queue().enqueueAgain(["job", "unknown"])).toBe(1)
  })
})
