import { INBOX_TABLES } from "../../../src/modules/stripe-inbox/inbox-queue"
import {
  claimOneSql,
  claimProbeSql,
  claimSql,
  enqueueAgainSql,
  hastenSql,
  oldestDueSql,
  reapSql,
  standingSql,
} from "../../../src/lib/durable-queue/sql"
import { BEGIN_CATCH_UP } from "../../../src/modules/stripe-inbox/client/catch-up-row"
import { FIND_UNKNOWN_EVENTS } from "../../../src/modules/stripe-inbox/client/missing-events"
import { FIND_PAYMENTS_IN_HAND } from "../../../src/modules/stripe-inbox/client/payments-in-hand"
import { PRUNE_PAYLOADS } from "../../../src/modules/stripe-inbox/client/retention"
import { EVENTS, putMillionEvents } from "../../helpers/million-events"
import { planOf } from "../../helpers/query-plan"
import { ownMigrations } from "../../helpers/run-migrations"
import {
  type ThrowAwayDatabase,
  createThrowAwayDatabase,
} from "../../helpers/throw-away-database"

const LEASE_MS = 30_000
const WEEK_MS = 7 * 24 * 60 * 60 * 1000
/** A row that is written has a place in up to ten indexes, each some pages deep. */
const PAGES_A_ROW = 80

/** A page of a list, newest first, that goes on in the middle of the table. */
const page = (where: string) => `
  SELECT id, received_at FROM stripe_event
  WHERE deleted_at IS NULL AND ${where}
    AND (received_at, id) < (now() - interval '100 days', 'evt_5')
  ORDER BY received_at DESC, id DESC LIMIT 50`

const STORE = `
  INSERT INTO stripe_event (id, type, livemode, stripe_created_at, received_at, payload, run_at)
  VALUES ($1, 'charge.succeeded', true, now(), now(), '{}', now())
  ON CONFLICT (id) DO NOTHING`

let database: ThrowAwayDatabase

/** A million events are some 30,000 pages: who reads through them has the wrong index. */
describe(`the inbox with ${EVENTS} events`, () => {
  let known: { id: string; payment: string }[]

  beforeAll(async () => {
    database = await createThrowAwayDatabase("million_test", [
      ownMigrations("stripe-inbox"),
    ])
    await putMillionEvents(database.pool)
    const { rows } = await database.pool.query<(typeof known)[number]>(
      "SELECT id, payment FROM stripe_event ORDER BY id LIMIT 100"
    )
    known = rows
  }, 180_000)
  afterAll(async () => {
    await database.drop()
  })

  it("has a table that is worth an index", async () => {
    const { pages } = await planOf(
      database.pool,
      "SELECT count(payload) FROM stripe_event WHERE type LIKE '%x'"
    )
    expect(pages).toBeGreaterThan(20_000)
  })

  it.each<[string, string, number, unknown[]]>([
    ["takes work", claimOneSql(INBOX_TABLES), PAGES_A_ROW, [LEASE_MS]],
    [
      "takes several at once",
      claimSql(INBOX_TABLES),
      4 * PAGES_A_ROW,
      [LEASE_MS, 4],
    ],
    [
      "sees whether an outage is over",
      claimProbeSql(INBOX_TABLES),
      PAGES_A_ROW,
      [LEASE_MS],
    ],
    [
      "frees what a dead process held",
      reapSql(INBOX_TABLES),
      10 * 2 * PAGES_A_ROW,
      [WEEK_MS],
    ],
    ["sees how long work waits", oldestDueSql(INBOX_TABLES), 50, []],
    ["tells how it stands", standingSql(INBOX_TABLES), 4_000, []],
    [
      "makes due what waits after an outage",
      hastenSql(INBOX_TABLES),
      750 * PAGES_A_ROW,
      [],
    ],
    [
      "counts what was given up",
      "SELECT count(*) FROM stripe_event WHERE state = 'dead' AND deleted_at IS NULL",
      500,
      [],
    ],
    ["lists all", page("true"), 100, []],
    ["lists one type", page("type = 'charge.succeeded'"), 100, []],
    ["lists a type that never came", page("type = 'refund.failed'"), 20, []],
    ["lists what was given up", page("state = 'dead'"), 100, []],
    ["lists what was set aside", page("state = 'ignored'"), 100, []],
    ["takes payloads away", PRUNE_PAYLOADS, 100 * PAGES_A_ROW, [90, 100]],
    ["begins to catch up", BEGIN_CATCH_UP, 200, ["stripe", 0, true]],
    [
      "begins to catch up in the other mode",
      BEGIN_CATCH_UP,
      200,
      ["stripe_test", 0, false],
    ],
  ])("%s without reading through it", async (_, sql, most, values) => {
    const { readThrough, pages } = await planOf(database.pool, sql, values)
    expect(readThrough).not.toContain("stripe_event")
    expect(pages).toBeLessThanOrEqual(most)
  })

  it.each<[string, string, number, (known: Known) => unknown[]]>([
    ["knows an event that comes again", STORE, 20, ({ ids }) => [ids[0]]],
    ["stores one that is new", STORE, PAGES_A_ROW, () => ["evt_new"]],
    [
      "knows the events of a page of Stripe's list",
      FIND_UNKNOWN_EVENTS,
      1_000,
      ({ ids }) => [ids],
    ],
    [
      "knows the payments of a page of Stripe's list",
      FIND_PAYMENTS_IN_HAND,
      2_000,
      ({ payments }) => [
        payments,
        ["charge.succeeded", "payment_intent.succeeded"],
        "ignored_by_staff",
      ],
    ],
    [
      "sends events off again",
      enqueueAgainSql(INBOX_TABLES),
      100 * PAGES_A_ROW,
      ({ ids }) => [ids],
    ],
    [
      "lists one payment",
      "SELECT id FROM stripe_event WHERE deleted_at IS NULL AND payment = $1 ORDER BY received_at DESC, id DESC LIMIT 50",
      20,
      ({ payments }) => [payments[0]],
    ],
  ])("%s without reading through it", async (_, sql, most, values) => {
    const { readThrough, pages } = await planOf(
      database.pool,
      sql,
      values({
        ids: known.map(({ id }) => id),
        payments: known.map(({ payment }) => payment),
      })
    )
    expect(readThrough).not.toContain("stripe_event")
    expect(pages).toBeLessThanOrEqual(most)
  })
})

type Known = { ids: string[]; payments: string[] }
