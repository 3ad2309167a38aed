import type { HealthPart, Readiness } from "../../../src/types/health"
import { bareEvent } from "../../helpers/bare-event"
import { Shop } from "../../helpers/shop"
import { waitFor } from "../../helpers/wait-for"

describe("GET /health/ready", () => {
  let shop: Shop

  beforeAll(async () => {
    shop = await Shop.open("ready")
    await shop.stop()
    // A process that only serves: what waits is worked off by nobody.
    await shop.db.query("DELETE FROM stock_change")
    await shop.db.query("DELETE FROM legacy_order_change")
    await shop.restart({ MEDUSA_WORKER_MODE: "server" })
  })

  afterAll(async () => {
    await shop.close()
  })

  async function ask(): Promise<{ status: number; body: Readiness }> {
    const answer = await fetch(`${shop.url}/health/ready`)
    return { status: answer.status, body: (await answer.json()) as Readiness }
  }

  /** The parts that are out, once it is these; the answer is kept for a moment. */
  function partsOut(...expected: string[]): Promise<HealthPart[]> {
    const what = expected.join(", ") || "none of the parts"
    return waitFor(`${what} to be out`, async () => {
      const { status, body } = await ask()
      const out = body.parts.filter((part) => !part.ok)
      expect(status).toBe(out.length > 0 ? 503 : 200)
      expect(body.status).toBe(out.length > 0 ? "not_ready" : "ready")
      expect(out.map(({ part }) => part)).toEqual(expected)
      return out
    })
  }

  /** What is said of the one part that is out while a state holds; all is whole again before and after. */
  async function outWhile(
    part: string,
    makeState: string,
    endState: string
  ): Promise<HealthPart[]> {
    await partsOut()
    await shop.db.query(makeState)
    try {
      return await partsOut(part)
    } finally {
      await shop.db.query(endState)
    }
  }

  it("says 200 and names every part where all is well", async () => {
    await partsOut()
    const { body } = await ask()
    expect(body.parts.map(({ part }) => part)).toEqual([
      "database",
      "migrations",
      "stock_capture",
      "order_capture",
      "stripe_inbox",
      "storefront_calls",
      "stock_mirror",
      "order_mirror",
    ])
  })

  it.each(["stripe_event", "storefront_payment", "stock_item"])(
    "names the migrations, and not the database, where %s is missing",
    async (table) => {
      const out = await outWhile(
        "migrations",
        `ALTER TABLE ${table} RENAME TO ${table}_away`,
        `ALTER TABLE ${table}_away RENAME TO ${table}`
      )
      expect(out).toEqual([
        {
          part: "migrations",
          ok: false,
          problem: `The database lacks ${table}; run: npx medusa db:migrate`,
        },
      ])
    }
  )

  it("names the capture where a trigger is off, since changes would go unseen", async () => {
    const alter = "ALTER TABLE inventory_level"
    const out = await outWhile(
      "stock_capture",
      `${alter} DISABLE TRIGGER stock_capture_update`,
      `${alter} ENABLE TRIGGER stock_capture_update`
    )
    expect(out).toMatchObject([{ part: "stock_capture" }])
  })

  it("names the capture of orders where one of its triggers is gone", async () => {
    const alter = "ALTER TABLE refund"
    const out = await outWhile(
      "order_capture",
      `${alter} DISABLE TRIGGER order_capture_insert`,
      `${alter} ENABLE TRIGGER order_capture_insert`
    )
    expect(out).toMatchObject([{ part: "order_capture" }])
  })

  it("names the mirror of orders where changes wait for longer than 5 minutes", async () => {
    const out = await outWhile(
      "order_mirror",
      `INSERT INTO legacy_order_change (order_id, created_at)
       VALUES ('order_waiting', now() - interval '6 minutes')`,
      "DELETE FROM legacy_order_change"
    )
    expect(out).toMatchObject([
      {
        part: "order_mirror",
        problem: expect.stringContaining("waiting for 6 minutes"),
      },
    ])
  })

  it("names the mirror where changes wait for longer than 5 minutes, and not before", async () => {
    const out = await outWhile(
      "stock_mirror",
      `INSERT INTO stock_change (inventory_item_id, created_at)
       VALUES ('iitem_waiting', now() - interval '6 minutes')`,
      "UPDATE stock_change SET created_at = now() - interval '4 minutes'"
    )
    expect(out).toMatchObject([
      {
        part: "stock_mirror",
        problem: expect.stringContaining("waiting for 6 minutes"),
      },
    ])
    await partsOut()
  })

  it("names the inbox where an event waits for longer than 5 minutes", async () => {
    const body = bareEvent("evt_waiting")
    const kept = await fetch(`${shop.url}/hooks/payment/stripe`, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        "stripe-signature": shop.stripe.sign(body),
      },
      body,
    })
    expect(kept.status).toBe(200)
    const out = await outWhile(
      "stripe_inbox",
      "UPDATE stripe_event SET run_at = now() - interval '6 minutes'",
      "UPDATE stripe_event SET run_at = now()"
    )
    expect(out).toMatchObject([
      {
        part: "stripe_inbox",
        problem: expect.stringContaining("waiting for 6 minutes"),
      },
    ])
  })

  it("says 503 in time where a part gives no answer at all", async () => {
    await partsOut()
    const client = await shop.db.connect()
    await client.query("BEGIN")
    await client.query("LOCK TABLE stripe_event IN ACCESS EXCLUSIVE MODE")
    try {
      expect(await partsOut("stripe_inbox")).toEqual([
        {
          part: "stripe_inbox",
          ok: false,
          problem: "It gave no answer within 2 s",
        },
      ])
    } finally {
      await client.query("ROLLBACK")
      client.release()
    }
    await partsOut()
  })
})
