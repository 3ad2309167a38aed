import { INBOX_TABLES } from "../../../src/modules/stripe-inbox/inbox-queue"
import { DurableQueue } from "../../../src/lib/durable-queue/durable-queue"
import type { Pool } from "pg"
import { EventIntake } from "../../../src/modules/stripe-inbox/client/event-intake"
import { toEventRow } from "../../../src/modules/stripe-inbox/domain/event-row"
import { InboxUnavailableError } from "../../../src/modules/stripe-inbox/errors"
import type { EventRow } from "../../../src/modules/stripe-inbox/types"
import { ownMigrations } from "../../helpers/run-migrations"
import {
  type ThrowAwayDatabase,
  createThrowAwayDatabase,
  quietPool,
} from "../../helpers/throw-away-database"

let database: ThrowAwayDatabase

/** What Stripe sends when a customer has paid, with the body spaced as Stripe spaces it. */
function delivery(id: string, customerName = "Jo Doe"): EventRow {
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
  const payload = JSON.stringify(body, null, 2)
  const row = toEventRow(body, payload, "webhook")
  if (!row) {
    throw new Error("It is no event")
  }
  return row
}

/** An intake with as much patience as a test has. */
function intakeOf(
  pool: Pool,
  options: Partial<ConstructorParameters<typeof EventIntake>[1]> = {}
): EventIntake {
  return new EventIntake(pool, {
    commits: 2,
    patienceMs: 30_000,
    onStored: () => undefined,
    ...options,
  })
}

const storeEvent = (pool: Pool, event: EventRow): Promise<boolean> =>
  intakeOf(pool).store(event)

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
    const jobs = await new DurableQueue(database.pool, INBOX_TABLES).claim(10)
    expect(jobs.map(({ id }) => id)).toEqual(["evt_1"])
  })

  it("F3: keeps one row of an event that arrives 100 times at once", async () => {
    const [one, other] = [intakeOf(database.pool), intakeOf(database.pool)]
    const stored = await Promise.all(
      Array.from({ length: 100 }, (_, index) =>
        (index % 2 ? one : other).store(delivery("evt_1"))
      )
    )
    expect(stored.filter(Boolean)).toHaveLength(1)
    expect(await rows()).toHaveLength(1)
  })

  it("stores what arrives during a commit together with the next one", async () => {
    let commits = 0
    const intake = intakeOf(database.pool, {
      commits: 1,
      onStored: () => (commits += 1),
    })
    const stored = await Promise.all(
      Array.from({ length: 150 }, (_, index) =>
        intake.store(delivery(`evt_${index}`))
      )
    )
    expect(stored.every(Boolean)).toBe(true)
    expect(await rows()).toHaveLength(150)
    // The first alone, a full batch, the rest.
    expect(commits).toBe(3)
  })

  it("F39: keeps the others of a commit where one cannot be stored", async () => {
    const intake = intakeOf(database.pool, { commits: 1 })
    const first = intake.store(delivery("evt_first"))
    const unstorable = { ...delivery("evt_bad"), type: "with\u0000nul" }
    const results = await Promise.allSettled([
      first,
      intake.store(delivery("evt_before")),
      intake.store(unstorable),
      intake.store(delivery("evt_after")),
    ])
    expect(results.map(({ status }) => status)).toEqual([
      "fulfilled",
      "fulfilled",
      "rejected",
      "fulfilled",
    ])
    expect((await rows()).map(({ id }) => id).toSorted()).toEqual([
      "evt_after",
      "evt_before",
      "evt_first",
    ])
  })

  it("F16: says so when the commit is not there in time, and knows the event afterwards", async () => {
    const holder = await database.pool.connect()
    await holder.query("BEGIN; LOCK stripe_event IN ACCESS EXCLUSIVE MODE")
    const intake = intakeOf(database.pool, { patienceMs: 200 })
    await expect(intake.store(delivery("evt_1"))).rejects.toThrow(
      InboxUnavailableError
    )
    await holder.query("ROLLBACK")
    holder.release()
    expect(await storeEvent(database.pool, delivery("evt_2"))).toBe(true)
    expect(await intakeOf(database.pool).store(delivery("evt_1"))).toBe(false)
  })

  it("says so at once when more waits than fits", async () => {
    const holder = await database.pool.connect()
    await holder.query("BEGIN; LOCK stripe_event IN ACCESS EXCLUSIVE MODE")
    const intake = intakeOf(database.pool)
    const large = "x".repeat(1_000_000)
    const stored = Array.from({ length: 80 }, (_, index) =>
      intake
        .store({ ...delivery(`evt_${index}`), payload: large })
        .catch((error: unknown) => String(error))
    )
    expect(await stored.at(-1)).toContain("More events wait")
    await holder.query("ROLLBACK")
    holder.release()
    await Promise.all(stored)
  })

  it("commits to disk where the server is set not to wait for it, and a claim without waiting", async () => {
    const pool = quietPool(
      `${database.url}?options=-c%20synchronous_commit%3Doff`
    )
    // Fires at the commit, which is when the setting counts.
    await database.pool.query(
      `CREATE TABLE seen (setting text);
       CREATE FUNCTION note_durability() RETURNS trigger LANGUAGE plpgsql AS
         $$ BEGIN INSERT INTO seen VALUES (current_setting('synchronous_commit')); RETURN NULL; END $$;
       CREATE CONSTRAINT TRIGGER note_durability AFTER INSERT OR UPDATE ON stripe_event
         DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION note_durability()`
    )
    await storeEvent(pool, delivery("evt_1"))
    await new DurableQueue(database.pool, INBOX_TABLES).claim(1)
    const { rows: seen } = await database.pool.query("SELECT * FROM seen")
    await database.pool.query(
      "DROP TRIGGER note_durability ON stripe_event; DROP FUNCTION note_durability; DROP TABLE seen"
    )
    // A claim that a crash takes back is only made again.
    expect(seen).toEqual([{ setting: "on" }, { setting: "off" }])
    await pool.end()
  })

  it("leaves an event alone that was worked off already", async () => {
    await storeEvent(database.pool, delivery("evt_1"))
    const queue = new DurableQueue(database.pool, INBOX_TABLES)
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
