import type { PoolClient } from "pg"
import { minor } from "../helpers/buy"
import { freePort } from "../helpers/free-port"
import { readOrder, readReservations } from "../helpers/order"
import {
  type Asked,
  activityOf,
  ask,
  payAmount,
  readQuestion,
  resolve,
  unknownItem,
  variantOf,
} from "../helpers/questions"
import { startServer } from "../helpers/server-process"
import { Shop } from "../helpers/shop"
import {
  cartItem,
  importedPayment,
  medusaQuantity,
} from "../helpers/storefront"
import { waitFor } from "../helpers/wait-for"
import { levelsThatDisagree } from "../helpers/whole-orders"

const TIE = "KCT-BURGUNDY-TIE"
/** Any number, as long as nobody else locks it. */
const LOCK = 55_105

/** Where the process dies: at this write, which waits until it is dead. */
type Moment = { at: string; table: string; event: string; when?: string }

const IN_A_CHOICE: Moment[] = [
  {
    at: "before the line is bound",
    table: "order_line_item",
    event: "UPDATE",
  },
  {
    at: "before the stock is reserved",
    table: "reservation_item",
    event: "INSERT",
  },
  {
    at: "before the question is closed",
    table: "storefront_issue",
    event: "UPDATE",
    when: "WHEN (NEW.answered_at IS NOT NULL)",
  },
]

const IN_A_SETTLEMENT: Moment[] = [
  {
    at: "before the line is made",
    table: "order_line_item",
    event: "INSERT",
  },
  {
    at: "before the change says what it does",
    table: "order_change_action",
    event: "INSERT",
  },
  {
    at: "before the change is confirmed",
    table: "order_summary",
    event: "INSERT",
  },
]

/** `kill -9` between keeping what staff answered and having done it. */
describe("an answer whose process is killed", () => {
  let shop: Shop

  beforeAll(async () => {
    shop = await Shop.open("answered_and_killed")
    await shop.db.query(
      `CREATE FUNCTION wait_for_the_kill() RETURNS trigger LANGUAGE plpgsql AS
       $$ BEGIN PERFORM pg_advisory_xact_lock(${LOCK}); RETURN NEW; END $$`
    )
  })

  afterAll(async () => {
    await shop.close()
  })

  it("F37, F69: is carried out once by whichever of two processes finds it", async () => {
    const moment = IN_A_CHOICE[1] ?? fail()
    const { asked, available } = await chosenAndKilled(moment)
    const other = await startServer(await freePort(), shop.environment)
    try {
      await letAMinutePass(asked)
      await waitFor(
        "the answer to be carried out",
        async () =>
          (await readQuestion(shop, asked.issue.id)).state === "answered",
        60_000
      )
    } finally {
      await other.end("SIGKILL")
    }
    await expectChosenOnce(asked, available)
  })

  it.each(IN_A_CHOICE)(
    "F37: is carried out once by the next click where it died $at",
    async (moment) => {
      const { asked, available, body } = await chosenAndKilled(moment)
      await letAMinutePass(asked)
      const answers = await Promise.all(
        [1, 2, 3].map(() => resolve(shop, asked.issue.id, body))
      )
      expect(answers.map(({ status }) => status)).toEqual([200, 200, 200])
      await expectChosenOnce(asked, available)
    }
  )

  it.each(IN_A_SETTLEMENT)(
    "F37: adds one line to the order where it died $at",
    async (moment) => {
      const asked = await payAmount(
        shop,
        { kind: "ad_hoc", items: [cartItem(TIE)] },
        (total) => total + 321
      )
      const body = { answer: "accept_totals" }
      await killedAt(moment, asked, body)
      await letAMinutePass(asked)
      expect(await resolve(shop, asked.issue.id, body)).toMatchObject({
        status: 200,
        body: { answered_before: true },
      })
      const order = await readOrder(shop, asked.order.id)
      expect(order.items).toHaveLength(2)
      expect(minor(order.total)).toBe((asked.session.amount_total ?? 0) + 321)
      expect(minor(order.summary.pending_difference)).toBe(0)
      await expectAnsweredOnce(asked)
    }
  )

  async function chosenAndKilled(moment: Moment) {
    const asked = await ask(shop, {
      kind: "ad_hoc",
      items: [unknownItem(`killed-${moment.table}-${Date.now()}`)],
    })
    const available = await medusaQuantity(shop, TIE)
    const { id } = await variantOf(shop, TIE)
    const body = { answer: "choose_variant", variant_id: id }
    await killedAt(moment, asked, body)
    return { asked, available, body }
  }

  /** Answers, kills the backend at that moment, and starts it again. */
  async function killedAt(
    { table, event, when = "" }: Moment,
    { issue }: Asked,
    body: unknown
  ): Promise<void> {
    const holder = await shop.db.connect()
    try {
      await holder.query("SELECT pg_advisory_lock($1)", [LOCK])
      await holder.query(
        `CREATE TRIGGER wait_for_the_kill BEFORE ${event} ON ${table}
         FOR EACH ROW ${when} EXECUTE FUNCTION wait_for_the_kill()`
      )
      const clicked = resolve(shop, issue.id, body).catch(() => "died")
      await waitFor("the answer to be under way", () => waiting(holder))
      expect((await readQuestion(shop, issue.id)).state).toBe("answering")
      await shop.kill()
      expect(await clicked).toBe("died")
      await holder.query(
        `SELECT pg_terminate_backend(pid) FROM pg_locks
         WHERE locktype = 'advisory' AND objid = $1 AND NOT granted`,
        [LOCK]
      )
      await waitFor("its sessions to end", async () => !(await waiting(holder)))
      await holder.query(`DROP TRIGGER wait_for_the_kill ON ${table}`)
      await holder.query("SELECT pg_advisory_unlock($1)", [LOCK])
    } finally {
      holder.release()
    }
    await shop.restart()
  }

  async function waiting(holder: PoolClient): Promise<boolean> {
    const { rowCount } = await holder.query(
      `SELECT FROM pg_locks
       WHERE locktype = 'advisory' AND objid = $1 AND NOT granted`,
      [LOCK]
    )
    return rowCount !== 0
  }

  /** Whoever had the answer in hand holds it no longer. */
  async function letAMinutePass({ issue }: Asked): Promise<void> {
    await shop.db.query(
      `UPDATE storefront_issue SET answering_since = answering_since - interval '61 seconds'
       WHERE id = $1`,
      [issue.id]
    )
  }

  async function expectChosenOnce(
    asked: Asked,
    available: number
  ): Promise<void> {
    const order = await readOrder(shop, asked.order.id)
    expect(order.items[0]?.variant_sku).toBe(TIE)
    expect(await readReservations(shop, order)).toHaveLength(1)
    expect(await medusaQuantity(shop, TIE)).toBe(available - 1)
    expect(await levelsThatDisagree(shop)).toEqual([])
    await expectAnsweredOnce(asked)
  }

  async function expectAnsweredOnce({ payment }: Asked): Promise<void> {
    const { activity } = await activityOf(shop, `payment=${payment.payment}`)
    expect(activity).toMatchObject([
      { kind: "issue_answered", actor: { type: "user" } },
    ])
    expect((await importedPayment(shop, payment.payment)).state).toBe(
      "imported"
    )
  }
})

function fail(): never {
  throw new Error("There is no such moment")
}
