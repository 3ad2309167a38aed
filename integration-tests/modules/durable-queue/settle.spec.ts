import type { Settlement } from "../../../src/lib/durable-queue"
import { PASSING, PERMANENT, QueueFixture } from "../../helpers/queue-fixture"

let fixture: QueueFixture

async function attemptWith(settlement: Settlement): Promise<void> {
  const queue = fixture.queue()
  await fixture.makeDue("job")
  const job = await fixture.claimOne(queue)
  await queue.settle([{ job, settlement }])
}

describe("settling", () => {
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

  it("finishes what is done, and notes the attempt", async () => {
    await attemptWith({ kind: "done" })
    expect(await fixture.job("job")).toMatchObject({
      state: "done",
      attempt: 1,
      total_attempts: 1,
      lease_token: null,
      finished_at: expect.any(Date),
      failing_since: null,
    })
    expect(await fixture.attempts("job")).toEqual([
      { number: 1, outcome: "succeeded", code: null, message: null },
    ])
  })

  it("keeps the reason of what is ignored", async () => {
    await attemptWith({ kind: "ignored", reason: "event_type_unused" })
    expect(await fixture.job("job")).toMatchObject({
      state: "ignored",
      outcome_code: "event_type_unused",
    })
    expect(await fixture.attempts("job")).toMatchObject([
      { number: 1, outcome: "ignored", code: "event_type_unused" },
    ])
  })

  it("sends a failure back for later, twice as late each time", async () => {
    for (const [from, to] of [
      [400, 1_000],
      [900, 2_000],
      [1_900, 4_000],
      [3_900, 8_000],
    ] as const) {
      await attemptWith({ kind: "failed", failure: PASSING })
      const { state, due_in_ms } = await fixture.job("job")
      expect(state).toBe("pending")
      expect(due_in_ms).toBeGreaterThan(from)
      expect(due_in_ms).toBeLessThanOrEqual(to)
      expect(await fixture.queue().claim(1)).toEqual([])
    }
  })

  it("gives up at once, with the cause, what cannot get better", async () => {
    await attemptWith({ kind: "failed", failure: PERMANENT })
    expect(await fixture.job("job")).toMatchObject({
      state: "dead",
      outcome_code: PERMANENT.code,
      outcome_message: PERMANENT.message,
      finished_at: expect.any(Date),
    })
    expect(await fixture.attempts("job")).toEqual([
      {
        number: 1,
        outcome: "dead",
        code: PERMANENT.code,
        message: PERMANENT.message,
      },
    ])
  })

  it.each([
    ["6 days 23 hours", "pending"],
    ["7 days 1 minute", "dead"],
  ])("leaves what has been failing for %s %s", async (age, state) => {
    await attemptWith({ kind: "failed", failure: PASSING })
    await fixture.database.pool.query(
      "UPDATE stock_item SET failing_since = clock_timestamp() - $1::interval",
      [age]
    )
    await attemptWith({ kind: "failed", failure: PASSING })
    expect(await fixture.job("job")).toMatchObject({
      state,
      outcome_code: PASSING.code,
    })
  })

  it("starts the seven days anew after a success", async () => {
    await attemptWith({ kind: "failed", failure: PASSING })
    expect((await fixture.job("job")).failing_since).toBeInstanceOf(Date)
    await attemptWith({ kind: "done" })
    expect((await fixture.job("job")).failing_since).toBeNull()
  })

  it("does not count as an attempt that somebody else was at it", async () => {
    await attemptWith({ kind: "failed", failure: PASSING })
    const before = await fixture.job("job")
    await attemptWith({ kind: "snoozed", delayMs: 60_000 })
    const after = await fixture.job("job")
    expect(after).toMatchObject({
      state: "pending",
      attempt: before.attempt,
      total_attempts: before.total_attempts,
      failing_since: before.failing_since,
      outcome_code: PASSING.code,
    })
    expect(after.due_in_ms).toBeGreaterThan(50_000)
    expect(await fixture.attempts("job")).toHaveLength(1)
  })

  it.each<[string, Settlement]>([
    ["was done", { kind: "done" }],
    ["was ignored", { kind: "ignored", reason: "event_type_unused" }],
    ["failed", { kind: "failed", failure: PASSING }],
    ["was given up", { kind: "failed", failure: PERMANENT }],
  ])(
    "starts anew what was asked for while it ran and %s",
    async (_, settlement) => {
      await attemptWith({ kind: "failed", failure: PASSING })
      await fixture.makeDue("job")
      const queue = fixture.queue()
      const job = await fixture.claimOne(queue)
      await queue.enqueueAgain(["job"])
      await queue.settle([{ job, settlement }])
      expect(await fixture.job("job")).toMatchObject({
        state: "pending",
        attempt: 0,
        finished_at: null,
        failing_since: null,
      })
      expect(await fixture.attempts("job")).toHaveLength(2)
    }
  )

  it("numbers the attempts through all that befalls a job", async () => {
    const queue = fixture.queue()
    await attemptWith({ kind: "failed", failure: PASSING })
    await attemptWith({ kind: "snoozed", delayMs: 0 })
    await fixture.makeDue("job")
    await fixture.claimOne(queue)
    await fixture.expireLease("job")
    await queue.reap()
    await queue.release([await fixture.claimOne(queue)])
    await attemptWith({ kind: "failed", failure: PERMANENT })
    await queue.enqueueAgain(["job"])
    await attemptWith({ kind: "done" })
    const attempts = await fixture.attempts("job")
    expect(attempts.map(({ number, outcome }) => [number, outcome])).toEqual([
      [1, "retry"],
      [2, "lost"],
      [3, "dead"],
      [4, "succeeded"],
    ])
    expect(await fixture.job("job")).toMatchObject({ total_attempts: 4 })
  })
})
