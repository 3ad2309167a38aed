import type Stripe from "stripe"
import { storeMissingEvents } from "../../../src/modules/stripe-inbox/client/missing-events"
import {
  forgetRefusals,
  prunePayloads,
} from "../../../src/modules/stripe-inbox/client/retention"
import { ownMigrations } from "../../helpers/run-migrations"
import {
  type ThrowAwayDatabase,
  createThrowAwayDatabase,
} from "../../helpers/throw-away-database"

const KEEP_90_DAYS = { olderThanDays: 90, limit: 1_000 }

let database: ThrowAwayDatabase

async function put(
  id: string,
  state: string,
  finishedDaysAgo: number | null
): Promise<void> {
  await database.pool.query(
    `INSERT INTO stripe_event
       (id, type, livemode, stripe_created_at, received_at, run_at, payload, state, finished_at)
     VALUES ($1, 'charge.succeeded', true, now(), now(), now(), '{"id":"evt"}', $2,
             now() - $3::float8 * interval '1 day')`,
    [id, state, finishedDaysAgo]
  )
}

async function withPayload(): Promise<string[]> {
  const { rows } = await database.pool.query<{ id: string }>(
    "SELECT id FROM stripe_event WHERE payload IS NOT NULL ORDER BY id"
  )
  return rows.map((row) => row.id)
}

describe("the time that payloads are kept", () => {
  beforeAll(async () => {
    database = await createThrowAwayDatabase("retention_test", [
      ownMigrations("stripe-inbox"),
    ])
  })
  afterAll(async () => {
    await database.drop()
  })
  beforeEach(async () => {
    await database.pool.query(
      "TRUNCATE stripe_event, stripe_event_attempt, stripe_refusal"
    )
  })

  it("is over for what was finished long ago, and for nothing else", async () => {
    await put("done_91", "done", 91)
    await put("ignored_91", "ignored", 91)
    await put("done_89", "done", 89)
    await put("dead_400", "dead", 400)
    await put("pending_400", "pending", 400)
    await put("running_400", "running", 400)
    await put("pending_new", "pending", null)

    expect(await prunePayloads(database.pool, KEEP_90_DAYS)).toBe(2)
    expect(await withPayload()).toEqual([
      "dead_400",
      "done_89",
      "pending_400",
      "pending_new",
      "running_400",
    ])
  })

  it("takes the payload alone: the row and its attempts stay", async () => {
    await put("evt_1", "done", 91)
    await database.pool.query(
      `INSERT INTO stripe_event_attempt (id, job_id, number, outcome, started_at, finished_at, duration_ms)
       VALUES ('att_1', 'evt_1', 1, 'succeeded', now(), now(), 5)`
    )
    const look = async () => {
      const { rows } = await database.pool.query<Record<string, unknown>>(
        "SELECT event.*, attempt.id AS attempt_id FROM stripe_event AS event JOIN stripe_event_attempt AS attempt ON job_id = event.id"
      )
      return rows
    }
    const [before] = await look()
    await prunePayloads(database.pool, KEEP_90_DAYS)
    expect(await look()).toEqual([
      { ...before, payload: null, updated_at: expect.any(Date) },
    ])
  })

  it("goes batch by batch, oldest first, and then finds nothing more", async () => {
    for (const [index, days] of [95, 99, 97, 96, 98].entries()) {
      await put(`evt_${index}`, "done", days)
    }
    const prune = () =>
      prunePayloads(database.pool, { olderThanDays: 90, limit: 2 })
    expect(await prune()).toBe(2)
    expect(await withPayload()).toEqual(["evt_0", "evt_2", "evt_3"])
    expect([await prune(), await prune(), await prune()]).toEqual([2, 1, 0])
    expect(await withPayload()).toEqual([])
  })

  it("does not wait for rows that somebody is at", async () => {
    await put("evt_1", "done", 91)
    await put("evt_2", "done", 91)
    const client = await database.pool.connect()
    await client.query("BEGIN")
    await client.query("SELECT FROM stripe_event WHERE id = 'evt_1' FOR UPDATE")
    expect(await prunePayloads(database.pool, KEEP_90_DAYS)).toBe(1)
    await client.query("ROLLBACK")
    client.release()
    expect(await withPayload()).toEqual(["evt_1"])
  })

  it("F4: an event that comes once more afterwards is still known, and stays without", async () => {
    await put("evt_1", "done", 91)
    await prunePayloads(database.pool, KEEP_90_DAYS)
    const again = {
      id: "evt_1",
      type: "charge.succeeded",
      api_version: null,
      livemode: true,
      created: 1_795_000_000,
      data: { object: { id: "ch_1" } },
    } as unknown as Stripe.Event
    expect(await storeMissingEvents(database.pool, [again])).toBe(0)
    expect(await withPayload()).toEqual([])
  })

  it("is over for refusals counted long ago", async () => {
    await database.pool.query(
      `INSERT INTO stripe_refusal (id, hour, code, count, last_at)
       SELECT 'refusal_' || days, now() - days * interval '1 day', 'signature_invalid', 1, now()
       FROM unnest(ARRAY[0, 89, 91, 200]) AS days`
    )
    expect(await forgetRefusals(database.pool, 90)).toBe(2)
    const { rows } = await database.pool.query<{ id: string }>(
      "SELECT id FROM stripe_refusal ORDER BY id"
    )
    expect(rows.map((row) => row.id)).toEqual(["refusal_0", "refusal_89"])
  })
})
