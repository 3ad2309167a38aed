import type Stripe from "stripe"
import { DurableQueue } from "../../../src/lib/durable-queue/durable-queue"
import { storeEvent } from "../../../src/modules/stripe-inbox/client/event-store"
import { InboxUnavailableError } from "../../../src/modules/stripe-inbox/errors"
import type { VerifiedEvent } from "../../../src/modules/stripe-inbox/types"
import { ownMigrations } from "../../helpers/run-migrations"
import {
  type ThrowAwayDatabase,
  createThrowAwayDatabase,
  quietPool,
} from "../../helpers/throw-away-database"

const TABLES = { jobs: "stripe_event", attempts: "stripe_event_attempt" }

let database: ThrowAwayDatabase

/** What Stripe sends when a customer has paid, with the body spaced as Stripe spaces it. */
function delivery(id: string, customerName = "Jo Doe"): VerifiedEvent {
  const body = {
    id,
    object: "event",
    api_version: "2026-10-28.endive",
    created: 1_795_000_000,
    livemode: false,
    type: "checkout.session.completed",
    data: {
      object: {
        id: "cs_test_1",
        object: "checkout.session",
        payment_intent: "pi_1",
        customer_details: { name: customerName },
      },
    },
  }
  return {
    event: body as unknown as Stripe.Event,
    payload: JSON.stringify(body, null, 2),
  }
}

async function rows(): Promise<Record<string, unknown>[]> {
  const result = await database.pool.query<Record<string, unknown>>(
    "SELECT * FROM stripe_event"
  )
  return result.rows
}

describe("the store of Stripe's events", () => {
  beforeAll(async () => {
    database = await createThrowAwayDatabase("inbox_test", [
      ownMigrations("stripe-inbox"),
    ])
  })
  afterAll(async () => {
    await database.drop()
  })
  beforeEach(async () => {
    await database.pool.query("TRUNCATE stripe_event, stripe_event_attempt")
  })

  it("keeps what arrived, and lets it be worked off at once", async () => {
    const event = delivery("evt_1")
    expect(await storeEvent(database.pool, event)).toBe(true)
    expect(await rows()).toEqual([
      expect.objectContaining({
        id: "evt_1",
        type: "checkout.session.completed",
        api_version: "2026-10-28.endive",
        livemode: false,
        payment: "pi_1",
        object_id: "cs_test_1",
        stripe_created_at: new Date(1_795_000_000_000),
        payload: event.payload,
        state: "pending",
      }),
    ])
    const jobs = await new DurableQueue(database.pool, TABLES).claim(10)
    expect(jobs.map(({ id }) => id)).toEqual(["evt_1"])
  })

  it("F3: keeps one row of an event that arrives 100 times at once", async () => {
    const stored = await Promise.all(
      Array.from({ length: 100 }, () =>
        storeEvent(database.pool, delivery("evt_1"))
      )
    )
    expect(stored.filter(Boolean)).toHaveLength(1)
    expect(await rows()).toHaveLength(1)
  })

  it("leaves an event alone that was worked off already", async () => {
    await storeEvent(database.pool, delivery("evt_1"))
    const queue = new DurableQueue(database.pool, TABLES)
    const jobs = await queue.claim(1)
    await queue.settle(
      jobs.map((job) => ({ job, settlement: { kind: "done" } }))
    )
    const before = await rows()
    expect(await storeEvent(database.pool, delivery("evt_1", "Other"))).toBe(
      false
    )
    expect(await rows()).toEqual(before)
  })

  it.each([
    ["a NUL", "Jo\u0000Doe"],
    ["a lone surrogate", "Jo \ud800 Doe"],
    ["a character of four bytes", "Jo 🤵 Doe"],
    ["SQL and HTML", "'); DROP TABLE stripe_event; --<script>"],
  ])("F18: keeps %s in a name as it was sent", async (_, name) => {
    const event = delivery("evt_1", name)
    await storeEvent(database.pool, event)
    expect(await rows()).toEqual([
      expect.objectContaining({ payload: event.payload }),
    ])
  })

  it.each([
    ["refuses connections", () => "postgres://postgres@127.0.0.1:1/none"],
    ["does not exist", () => `${database.url}_missing`],
  ])("F16: says so when the database %s", async (_, url) => {
    const pool = quietPool(url())
    await expect(storeEvent(pool, delivery("evt_1"))).rejects.toThrow(
      InboxUnavailableError
    )
    await pool.end()
  })

  it("F16: says so when the database cannot write", async () => {
    const pool = quietPool(
      `${database.url}?options=-c%20default_transaction_read_only%3Don`
    )
    await expect(storeEvent(pool, delivery("evt_1"))).rejects.toMatchObject({
      cause: { code: "25006" },
    })
    await pool.end()
    expect(await rows()).toEqual([])
  })
})
