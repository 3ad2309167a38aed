import { legacyShows, mirrorAtRest } from "../../helpers/mirror"
import { causesOf, changeThere } from "../../helpers/reconcile"
import { ShortNights } from "../../helpers/short-nights"
import { Shop } from "../../helpers/shop"
import { fillShelves } from "../../helpers/storefront"
import { waitFor } from "../../helpers/wait-for"

const SUIT = "KCT-BURGUNDY-38R-2P"
const TIE = "KCT-BURGUNDY-TIE"

/** Each job of the night, and the statement of a table by which it does its work. */
const WORK = {
  "prune-key-usage": "DELETE ON key_usage",
  "prune-stock-history": "DELETE ON stock_push",
  "prune-storefront-calls": "DELETE ON storefront_call",
  "prune-stripe-payloads": "UPDATE ON stripe_event",
  "reconcile-all": "INSERT ON stock_reconcile",
} as const

const JOBS = Object.keys(WORK) as (keyof typeof WORK)[]

/** What a year and a day have left, by age in days; each of one kind. */
const LEFT = (age: number, mark: string) => [
  `INSERT INTO key_usage (id, api_key_id, day, calls, refused)
   VALUES ('apk_${mark} ${age}', 'apk_${mark}', to_char(now() - interval '${age} days', 'YYYY-MM-DD'), 1, 0)`,
  `INSERT INTO stock_push (item_id, quantity, version, causes, pushed_at)
   VALUES ('variant_${mark}', ${age}, '1', '{}', now() - interval '${age} days')`,
  `INSERT INTO storefront_call (id, payment, called_by_type, told, state, run_at, finished_at)
   VALUES ('scall_${mark}_${age}', 'pi_${mark}_${age}', 'system', '{"items":[]}', 'done', now(), now() - interval '${age} days')`,
  `INSERT INTO storefront_call_key (id, caller, key, body_hash, payment, used_at)
   VALUES ('skey_${mark}_${age}', 'apk', 'key_${mark}_${age}', '', 'pi_${mark}', now() - interval '${age} days')`,
  `INSERT INTO stripe_event (id, type, livemode, stripe_created_at, received_at, payload, state, run_at, finished_at)
   VALUES ('evt_${mark}_${age}', 'charge.succeeded', false, now(), now(), '{}', 'done', now(), now() - interval '${age} days')`,
]

const COUNT = `
  SELECT (SELECT count(*) FROM key_usage WHERE api_key_id = 'apk_' || $1)::int AS usage,
         (SELECT count(*) FROM stock_push WHERE item_id = 'variant_' || $1)::int AS pushes,
         (SELECT count(*) FROM storefront_call WHERE id LIKE 'scall_' || $1 || '%')::int AS calls,
         (SELECT count(*) FROM storefront_call_key WHERE id LIKE 'skey_' || $1 || '%')::int AS keys,
         (SELECT count(*) FROM stripe_event WHERE id LIKE 'evt_' || $1 || '%' AND payload IS NOT NULL)::int AS payloads`

const all = (count: number) => ({
  usage: count,
  pushes: count,
  calls: count,
  keys: count,
  payloads: count,
})

describe("the jobs of the night", () => {
  let shop: Shop
  const backends: ShortNights[] = []

  beforeAll(async () => {
    shop = await Shop.open("nightly_jobs")
    await fillShelves(shop, [SUIT, TIE])
    await legacyShows(shop, SUIT, 1_000)
    await legacyShows(shop, TIE, 1_000)
    await mirrorAtRest(shop)
  })

  afterAll(async () => {
    await Promise.all(backends.map((backend) => backend.end()))
    await shop.close()
  })

  const leave = async (age: number, mark: string) => {
    for (const sql of LEFT(age, mark)) {
      await shop.db.query(sql)
    }
  }

  const left = async (mark: string) => {
    const { rows } = await shop.db.query<ReturnType<typeof all>>(COUNT, [mark])
    return rows[0]
  }

  const untilEach = (what: string, holds: (job: string) => boolean) =>
    waitFor(what, () => JOBS.every(holds), 120_000).catch((error: unknown) => {
      throw new Error(backends.map((one) => one.output()).join("\n"), {
        cause: error,
      })
    })

  it("fail without ending, where the database refuses their work", async () => {
    await leave(400, "old")
    await leave(1, "new")
    await shop.db.query(
      `CREATE FUNCTION refuse_the_night() RETURNS trigger LANGUAGE plpgsql AS
       $$ BEGIN RAISE EXCEPTION 'not tonight'; END $$`
    )
    for (const work of Object.values(WORK)) {
      await shop.db.query(
        `CREATE TRIGGER refuse_the_night BEFORE ${work} EXECUTE FUNCTION refuse_the_night()`
      )
    }
    // Two at the same time, as two processes of a shop have them.
    backends.push(ShortNights.begin(shop, JOBS), ShortNights.begin(shop, JOBS))

    await untilEach("each job to have failed and been run again", (job) =>
      backends.every((backend) => backend.failed(job) > 1)
    )

    for (const backend of backends) {
      expect(backend.output()).toContain("failed with error: not tonight")
      expect(JOBS.filter((job) => backend.done(job) > 0)).toEqual([])
    }
    expect([await left("old"), await left("new")]).toEqual([all(1), all(1)])
  })

  it("do their work in the next night: what is old goes, what is new stays, and drift is mended or listed", async () => {
    // A backup put back there, say; and a hand that counted anew.
    await changeThere(
      shop,
      SUIT,
      "inventory_quantity = 3, medusa_stock_version = medusa_stock_version - 1000"
    )
    await changeThere(shop, TIE, "inventory_quantity = 4")
    for (const work of Object.values(WORK)) {
      await shop.db.query(
        `DROP TRIGGER refuse_the_night ON ${work.split(" ON ")[1] ?? ""}`
      )
    }
    await untilEach("each job to have done its work", (job) =>
      backends.every((backend) => backend.done(job) > 0)
    )
    expect([await left("old"), await left("new")]).toEqual([all(0), all(1)])
    await legacyShows(shop, SUIT, 1_000)
    expect(await causesOf(shop)).toMatchObject({ [TIE]: "edited_there" })
  })

  it("are harmless twice at the same time, night after night", async () => {
    const before = backends.map((backend) =>
      JOBS.map((job) => [backend.done(job), backend.failed(job)] as const)
    )
    await leave(401, "old")
    await untilEach("three more nights", (job) =>
      backends.every(
        (backend, index) =>
          backend.done(job) >
          (before[index]?.[JOBS.indexOf(job as never)]?.[0] ?? 0) + 2
      )
    )
    expect([await left("old"), await left("new")]).toEqual([all(0), all(1)])
    const failed = backends.map((backend) =>
      JOBS.map((job) => backend.failed(job))
    )
    expect(failed).toEqual(
      before.map((of) => of.map(([, failures]) => failures))
    )
    const { rows } = await shop.db.query<{ runs: number }>(
      "SELECT count(*)::int AS runs FROM stock_reconcile WHERE kind = 'full'"
    )
    // One a day, or two where midnight has just passed.
    expect([1, 2]).toContain(rows[0]?.runs)
  })
})
