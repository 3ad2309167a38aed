import { INBOX_TABLES } from "../../../src/modules/stripe-inbox/inbox-queue"
import { DurableQueue } from "../../../src/lib/durable-queue/durable-queue"
import { ownMigrations } from "../../helpers/run-migrations"
import {
  type ThrowAwayDatabase,
  createThrowAwayDatabase,
} from "../../helpers/throw-away-database"

const PAYMENTS = 12
const EVENTS_A_PAYMENT = 5

let database: ThrowAwayDatabase
let queue: DurableQueue

/** Puts an event in that is due now. */
async function put(id: string, payment: string | null): Promise<void> {
  await database.pool.query(
    `INSERT INTO stripe_event (id, type, livemode, payment, stripe_created_at, received_at, run_at, payload)
     VALUES ($1, 'charge.succeeded', false, $2, now(), clock_timestamp(), clock_timestamp(), '{}')`,
    [id, payment]
  )
}

const idsOf = (jobs: readonly { id: string }[]): string[] =>
  jobs.map(({ id }) => id)

describe("events of one payment", () => {
  beforeAll(async () => {
    database = await createThrowAwayDatabase("lanes_test", [
      ownMigrations("stripe-inbox"),
    ])
    queue = new DurableQueue(database.pool, INBOX_TABLES)
  })
  afterAll(async () => {
    await database.drop()
  })
  beforeEach(async () => {
    await database.pool.query("TRUNCATE stripe_event, stripe_event_attempt")
  })

  it("are taken one at a time, the one that came first before the others", async () => {
    await put("evt_1", "pi_1")
    await put("evt_2", "pi_1")
    await put("evt_3", "pi_2")
    const first = await queue.claim(10)
    expect(idsOf(first).toSorted()).toEqual(["evt_1", "evt_3"])
    expect(await queue.claim(10)).toEqual([])
    await queue.settle(
      first.map((job) => ({ job, settlement: { kind: "done" } }))
    )
    expect(idsOf(await queue.claim(10))).toEqual(["evt_2"])
  })

  it("do not wait for one that waits after a failure", async () => {
    await put("evt_1", "pi_1")
    await put("evt_2", "pi_1")
    const [job] = await queue.claim(1)
    if (!job) {
      throw new Error("Nothing was due")
    }
    const failure = { retry: "passing" as const, code: "no", message: "No" }
    await queue.settle([{ job, settlement: { kind: "failed", failure } }])
    expect(idsOf(await queue.claim(1))).toEqual(["evt_2"])
  })

  it("that speak of no payment are all taken at once", async () => {
    await Promise.all(["evt_1", "evt_2", "evt_3"].map((id) => put(id, null)))
    expect(await queue.claim(10)).toHaveLength(3)
  })

  it("are never worked on twice at once by eight workers that hurry", async () => {
    for (let index = 0; index < PAYMENTS * EVENTS_A_PAYMENT; index++) {
      await put(`evt_${index}`, `pi_${index % PAYMENTS}`)
    }
    const laneOf = (id: string) => Number(id.slice(4)) % PAYMENTS
    const running = new Set<number>()
    const order = new Map<number, number[]>()
    let done = 0
    const work = async (): Promise<void> => {
      while (done < PAYMENTS * EVENTS_A_PAYMENT) {
        const [job] = await queue.claim(1)
        if (!job) {
          continue
        }
        const lane = laneOf(job.id)
        expect(running.has(lane)).toBe(false)
        running.add(lane)
        order.set(lane, [...(order.get(lane) ?? []), Number(job.id.slice(4))])
        await database.pool.query("SELECT pg_sleep(0.002)")
        running.delete(lane)
        await queue.settle([{ job, settlement: { kind: "done" } }])
        done += 1
      }
    }
    await Promise.all(Array.from({ length: 8 }, work))
    for (const taken of order.values()) {
      expect(taken).toEqual(taken.toSorted((one, other) => one - other))
      expect(taken).toHaveLength(EVENTS_A_PAYMENT)
    }
  })
})
