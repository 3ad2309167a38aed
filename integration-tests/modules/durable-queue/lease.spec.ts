import { PASSING, QueueFixture } from "../../helpers/queue-fixture"

let fixture: QueueFixture

const SEVEN_DAYS = "interval '7 days'"

describe("a lease", () => {
  beforeAll(async () => {
    fixture = await QueueFixture.open()
  })
  afterAll(async () => {
    await fixture.close()
  })
  beforeEach(async () => {
    await fixture.clear()
  })

  it("that ran out lets another worker in, and the loss is an attempt of its own", async () => {
    await fixture.put("job")
    const queue = fixture.queue()
    await fixture.claimOne(queue)
    expect(await queue.reap()).toBe(0)
    await fixture.expireLease("job")
    expect(await queue.reap()).toBe(1)
    expect(await fixture.attempts("job")).toEqual([
      expect.objectContaining({
        number: 1,
        outcome: "lost",
        code: "lease_lost",
      }),
    ])
    // The first losses cost no delay: a restart must not.
    expect(await fixture.claimOne(queue)).toMatchObject({ attempt: 2 })
  })

  it("of a late finisher is refused: it is told, and writes nothing", async () => {
    await fixture.put("job")
    const queue = fixture.queue()
    const late = await fixture.claimOne(queue)
    await fixture.expireLease("job")
    await queue.reap()
    const holder = await fixture.claimOne(queue)
    const before = await fixture.job("job")

    const settled = await queue.settle([
      { job: late, settlement: { kind: "failed", failure: PASSING } },
    ])
    expect([...settled]).toEqual([])
    await queue.release([late])
    expect([...(await queue.extend([late]))]).toEqual([])
    expect(await fixture.job("job")).toEqual({
      ...before,
      due_in_ms: expect.any(Number),
    })
    expect(await fixture.attempts("job")).toHaveLength(1)

    const own = await queue.settle([
      { job: holder, settlement: { kind: "done" } },
    ])
    expect([...own]).toEqual(["job"])
    expect(await fixture.job("job")).toMatchObject({ state: "done" })
  })

  it("of a late finisher is refused also when the job waits for nobody", async () => {
    await fixture.put("job")
    const queue = fixture.queue()
    const late = await fixture.claimOne(queue)
    await fixture.expireLease("job")
    await queue.reap()
    const settled = await queue.settle([
      { job: late, settlement: { kind: "done" } },
    ])
    expect([...settled]).toEqual([])
    expect(await fixture.job("job")).toMatchObject({ state: "pending" })
  })

  it("settles those that are still ours when one of a batch is lost", async () => {
    await fixture.put("kept", "lost")
    const queue = fixture.queue()
    const jobs = await queue.claim(2)
    await fixture.expireLease("lost")
    await queue.reap()
    const settled = await queue.settle(
      jobs.map((job) => ({ job, settlement: { kind: "done" } }))
    )
    expect([...settled]).toEqual(["kept"])
    expect(await fixture.job("kept")).toMatchObject({ state: "done" })
    expect(await fixture.job("lost")).toMatchObject({ state: "pending" })
  })

  it("holds for as long as it is extended", async () => {
    await fixture.put("job")
    const queue = fixture.queue()
    const job = await fixture.claimOne(queue)
    await fixture.expireLease("job")
    expect([...(await queue.extend([job]))]).toEqual(["job"])
    expect(await queue.reap()).toBe(0)
  })

  it("that is lost again and again costs 15 s from the fourth time on, and doubles from the tenth", async () => {
    await fixture.put("killer")
    const queue = fixture.queue()
    const seconds: number[] = []
    for (let loss = 1; loss <= 20; loss++) {
      await fixture.makeDue("killer")
      await fixture.claimOne(queue)
      await fixture.expireLease("killer")
      await queue.reap()
      const { due_in_ms } = await fixture.job("killer")
      seconds.push(Math.max(0, Math.ceil(due_in_ms / 1_000)))
    }
    expect(seconds).toEqual([
      ...[0, 0, 0],
      ...[15, 15, 15, 15, 15, 15],
      ...[30, 60, 120, 240, 480, 960, 1_920, 3_600, 3_600, 3_600, 3_600],
    ])
  })

  it("that has been lost for seven days gives the job up", async () => {
    await fixture.put("killer", "younger")
    const queue = fixture.queue()
    await queue.claim(2)
    await fixture.database.pool.query(
      `UPDATE stock_item SET failing_since = clock_timestamp() - ${SEVEN_DAYS}
         + CASE id WHEN 'younger' THEN interval '1 minute' ELSE interval '0' END`
    )
    await fixture.expireLease("killer")
    await fixture.expireLease("younger")
    expect(await queue.reap()).toBe(2)
    expect(await fixture.job("killer")).toMatchObject({
      state: "dead",
      outcome_code: "lease_lost",
      finished_at: expect.any(Date),
    })
    expect(await fixture.job("younger")).toMatchObject({ state: "pending" })
  })
})
