import type Stripe from "stripe"
import {
  beginCatchUp,
  endCatchUp,
  noteCatchUp,
} from "../../../src/modules/stripe-inbox/client/catch-up-row"
import { storeMissingEvents } from "../../../src/modules/stripe-inbox/client/missing-events"
import { findPaymentsInHand } from "../../../src/modules/stripe-inbox/client/payments-in-hand"
import { ownMigrations } from "../../helpers/run-migrations"
import {
  type ThrowAwayDatabase,
  createThrowAwayDatabase,
} from "../../helpers/throw-away-database"

const TYPE = "payment_intent.succeeded"
const LIVE = true

let database: ThrowAwayDatabase

/** An event as Stripe's list gives it. */
function listed(
  id: string,
  payment = `pi_of_${id}`,
  name = "Jo"
): Stripe.Event {
  return {
    id,
    object: "event",
    api_version: "2026-10-28.endive",
    created: 1_795_000_000,
    livemode: true,
    type: TYPE,
    data: { object: { id: payment, object: "payment_intent", name } },
  } as unknown as Stripe.Event
}

async function rows<T>(sql: string): Promise<T[]> {
  return (await database.pool.query(sql)).rows as T[]
}

beforeAll(async () => {
  database = await createThrowAwayDatabase("catch_up_test", [
    ownMigrations("stripe-inbox"),
  ])
})
afterAll(async () => {
  await database.drop()
})
beforeEach(async () => {
  await database.pool.query("TRUNCATE stripe_event, stripe_catch_up")
})

describe("a page of events that Stripe lists", () => {
  it("is stored with everything that working it off needs", async () => {
    const event = listed("evt_1")
    expect(await storeMissingEvents(database.pool, [event])).toBe(1)
    expect(await rows("SELECT * FROM stripe_event")).toEqual([
      expect.objectContaining({
        id: "evt_1",
        type: TYPE,
        api_version: "2026-10-28.endive",
        livemode: true,
        payment: "pi_of_evt_1",
        object_id: "pi_of_evt_1",
        stripe_created_at: new Date(1_795_000_000_000),
        source: "catch_up",
        payload: JSON.stringify(event),
        state: "pending",
        attempt: 0,
      }),
    ])
  })

  it("leaves those alone that are there, whatever became of them", async () => {
    await storeMissingEvents(database.pool, [listed("evt_1")])
    await database.pool.query(
      "UPDATE stripe_event SET state = 'done', payload = NULL, source = 'webhook'"
    )
    const before = await rows("SELECT * FROM stripe_event")
    expect(await storeMissingEvents(database.pool, [listed("evt_1")])).toBe(0)
    expect(await rows("SELECT * FROM stripe_event")).toEqual(before)
  })

  it("F5: is one row an event when several processes store it at once", async () => {
    const page = Array.from({ length: 100 }, (_, index) =>
      listed(`evt_${index}`)
    )
    const stored = await Promise.all(
      Array.from({ length: 8 }, () => storeMissingEvents(database.pool, page))
    )
    expect(stored.reduce((sum, count) => sum + count)).toBe(100)
    expect(await rows("SELECT FROM stripe_event")).toHaveLength(100)
  })

  it.each([
    ["a NUL", "Jo\u0000Doe"],
    ["a lone surrogate", "Jo \ud800 Doe"],
    ["a character of four bytes", "Jo 🤵 Doe"],
  ])("F18: keeps %s in a name", async (_, name) => {
    await storeMissingEvents(database.pool, [listed("evt_1", "pi_1", name)])
    const [row] = await rows<{ payload: string }>(
      "SELECT payload FROM stripe_event"
    )
    expect(JSON.parse(row?.payload ?? "")).toEqual(
      listed("evt_1", "pi_1", name)
    )
  })
})

describe("a payment is in hand", () => {
  const inHand = async (payment: string) =>
    (await findPaymentsInHand(database.pool, [payment, "pi_x"], [TYPE])).has(
      payment
    )

  it.each([
    ["pending", null, true],
    ["running", null, true],
    ["dead", "payload_unreadable", true],
    ["ignored", "ignored_by_staff", true],
    ["ignored", "not_paid_yet", false],
    ["done", null, false],
  ])("while its event is %s (%s): %s", async (state, code, expected) => {
    await storeMissingEvents(database.pool, [listed("evt_1", "pi_1")])
    await database.pool.query(
      "UPDATE stripe_event SET state = $1, outcome_code = $2",
      [state, code]
    )
    expect(await inHand("pi_1")).toBe(expected)
  })

  it("not for an event that does not bring it in, such as a refund's that waits for the order", async () => {
    await storeMissingEvents(database.pool, [listed("evt_1", "pi_1")])
    await database.pool.query("UPDATE stripe_event SET type = 'refund.created'")
    expect(await inHand("pi_1")).toBe(false)
  })
})

describe("the row of catching up", () => {
  const begin = (restMs = 0, livemode = LIVE) =>
    beginCatchUp(database.pool, livemode, restMs)

  it("goes on from where the last run came, and counts what all have found", async () => {
    expect(await begin()).toMatchObject({ eventsUntil: null })
    const until = new Date("2026-11-01T00:00:00Z")
    await noteCatchUp(database.pool, LIVE, {
      eventsUntil: until,
      eventsFound: 2,
    })
    await noteCatchUp(database.pool, LIVE, { paymentsFound: 1 })
    await noteCatchUp(database.pool, LIVE, { eventsFound: 3 })
    expect(await begin()).toMatchObject({ eventsUntil: until })
    expect(await rows("SELECT * FROM stripe_catch_up")).toEqual([
      expect.objectContaining({
        id: "stripe",
        events_found: 5,
        payments_found: 1,
        succeeded_at: null,
      }),
    ])
  })

  it("is not taken back by a slower run that began earlier", async () => {
    await begin()
    const later = new Date("2026-11-02T00:00:00Z")
    await noteCatchUp(database.pool, LIVE, { eventsUntil: later })
    await noteCatchUp(database.pool, LIVE, {
      eventsUntil: new Date("2026-11-01T00:00:00Z"),
    })
    expect(await begin()).toMatchObject({ eventsUntil: later })
  })

  it("lets one of several begin that come at once", async () => {
    const begun = await Promise.all(
      Array.from({ length: 8 }, () => begin(60_000))
    )
    expect(begun.filter((start) => start !== null)).toHaveLength(1)
  })

  it("lets the next begin as soon as a run has not moved for long enough", async () => {
    await begin(60_000)
    await database.pool.query(
      "UPDATE stripe_catch_up SET updated_at = now() - interval '59 s'"
    )
    expect(await begin(60_000)).toBeNull()
    await database.pool.query(
      "UPDATE stripe_catch_up SET updated_at = now() - interval '60 s'"
    )
    expect(await begin(60_000)).not.toBeNull()
  })

  it("keeps why a run failed until one goes through", async () => {
    await begin()
    await endCatchUp(database.pool, LIVE, {
      retry: "passing",
      code: "stripe_api_error",
      message: "Stripe: out",
    })
    const look = () =>
      rows<Record<string, unknown>>("SELECT * FROM stripe_catch_up")
    expect((await look())[0]).toMatchObject({
      failure_code: "stripe_api_error",
      failure_message: "Stripe: out",
      succeeded_at: null,
    })
    await endCatchUp(database.pool, LIVE, null)
    expect((await look())[0]).toMatchObject({
      failure_code: null,
      failure_message: null,
      succeeded_at: expect.any(Date),
    })
  })

  it("was connected when the first event of its mode came, and not when that was made", async () => {
    await storeMissingEvents(database.pool, [listed("evt_1"), listed("evt_2")])
    await database.pool.query(
      "UPDATE stripe_event SET received_at = '2026-11-05T00:00:00Z', stripe_created_at = '2026-10-01T00:00:00Z' WHERE id = 'evt_1'"
    )
    expect(await begin()).toMatchObject({
      connectedAt: new Date("2026-11-05T00:00:00Z"),
    })
    const [{ now } = { now: new Date() }] = await rows<{ now: Date }>(
      "SELECT clock_timestamp() AS now"
    )
    const test = await begin(0, false)
    expect(test?.connectedAt.getTime()).toBeGreaterThanOrEqual(now.getTime())
  })
})
