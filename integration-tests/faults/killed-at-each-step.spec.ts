import { expireLeases } from "../helpers/expire-leases"
import { FaultPoints } from "../helpers/fault-points"
import { IMPORT_BOUNDARIES, faultAt } from "../helpers/import-boundaries"
import { countOrders, readOrder } from "../helpers/order"
import { expectWholeOrder } from "../helpers/paid-orders"
import {
  NOTHING,
  type PaymentToFail,
  WHOLE,
  deliver,
  payUnseen,
  tracesOf,
} from "../helpers/payment-to-fail"
import { Shop } from "../helpers/shop"
import { importedPayment, inboxAtRest } from "../helpers/storefront"
import { waitFor } from "../helpers/wait-for"
import { levelsThatDisagree } from "../helpers/whole-orders"

/** So many imports a backend works on at once. */
const AT_ONCE = 4

/** An inverse that fails, and where the import has to fail so that it is called. */
const INVERSES = [
  {
    part: "customer",
    table: "customer",
    by: "email",
    fails: "payment_session",
  },
  {
    part: "reservations",
    table: "reservation_item",
    by: "inventoryItemId",
    fails: "payment_session",
  },
  {
    part: "payment",
    table: "payment_collection",
    by: "collectionId",
    fails: "order",
  },
  { part: "order", table: "order", by: "orderId", fails: "storefront_payment" },
] as const

/** An import that ends at each of its writes, and what the next run makes of what stands. */
describe("an import that ends half-way", () => {
  let shop: Shop
  let faults: FaultPoints
  let skus: string[]
  let payments = 0

  beforeAll(async () => {
    shop = await Shop.open("killed_at_each_step")
    faults = await FaultPoints.install(
      shop.db,
      IMPORT_BOUNDARIES.map(({ table }) => table)
    )
    skus = await sizesInStock()
  })

  afterAll(async () => {
    faults.release()
    await shop.close()
  })

  afterEach(async () => {
    await faults.disarm()
  })

  it("F37: killed at each write is one whole order once another run has come", async () => {
    const before = await countOrders(shop)
    const all: PaymentToFail[] = []
    for (let start = 0; start < IMPORT_BOUNDARIES.length; start += AT_ONCE) {
      const boundaries = IMPORT_BOUNDARIES.slice(start, start + AT_ONCE)
      for (const boundary of boundaries) {
        const payment = await nextPayment()
        await faults.arm(faultAt(boundary, payment.keys, "block"))
        await deliver(shop, payment)
        all.push(payment)
      }
      await faults.waitForBlocked(boundaries.length)
      await shop.kill()
      await faults.cutBlocked()
      await faults.disarm()
      await expireLeases(shop)
      await shop.restart()
    }
    for (const payment of all) {
      await expectWholeOrder(shop, payment, { timeoutMs: 60_000 })
    }
    await inboxAtRest(shop)
    for (const payment of all) {
      expect(await tracesOf(shop, payment)).toEqual(WHOLE)
    }
    expect(await countOrders(shop)).toBe(before + all.length)
    expect(await levelsThatDisagree(shop)).toEqual([])
  })

  it("F37: failing at each write is taken back, and whole with the next try", async () => {
    for (const boundary of IMPORT_BOUNDARIES) {
      const payment = await nextPayment()
      await faults.arm(faultAt(boundary, payment.keys, "raise"))
      await deliver(shop, payment)
      await hasFailed(payment)
      expect({ boundary, ...(await tracesOf(shop, payment)) }).toEqual({
        boundary,
        ...NOTHING,
      })
      expect(await stateOf(payment)).toEqual({ state: "open", issues: [] })

      await faults.disarm()
      await tryAgain(payment)
      await expectWholeOrder(shop, payment)
      expect({ boundary, ...(await tracesOf(shop, payment)) }).toEqual({
        boundary,
        ...WHOLE,
      })
    }
    expect(await levelsThatDisagree(shop)).toEqual([])
    const asked = shop.stripe.requests().map(({ method }) => method)
    expect(asked.filter((method) => method !== "GET")).toEqual([])
  })

  it.each(INVERSES)(
    "F38: whose $part cannot be taken back is held with a question, and whole with the next try",
    async ({ part, table, by, fails }) => {
      const payment = await nextPayment()
      const boundary = IMPORT_BOUNDARIES.find((one) => one.table === fails)
      if (!boundary) {
        throw new Error(`No import writes ${fails}`)
      }
      await faults.arm(faultAt(boundary, payment.keys, "raise"))
      await faults.arm(
        faultAt({ table, by, operation: "DELETE" }, payment.keys, "raise")
      )
      await deliver(shop, payment)
      await hasFailed(payment)
      expect(await stateOf(payment)).toEqual({
        state: "held",
        issues: [{ kind: "import_incomplete", subject: part, open: true }],
      })
      // Either no order can be seen, or all of it.
      const traces = await tracesOf(shop, payment)
      if (part === "order") {
        expect(traces).toEqual(WHOLE)
        const order = await readOrder(shop, payment.keys.orderId)
        expect(order.payment_status).toBe("captured")
      } else {
        expect(traces).toMatchObject({ orders: 0, lines: 0 })
      }
      expect(shop.output()).toContain(`part=${part}`)

      await faults.disarm()
      await tryAgain(payment)
      await importedPayment(shop, payment.payment)
      expect(await tracesOf(shop, payment)).toEqual(WHOLE)
      expect(await stateOf(payment)).toEqual({
        state: "imported",
        issues: [{ kind: "import_incomplete", subject: part, open: false }],
      })
      expect(await levelsThatDisagree(shop)).toEqual([])
    }
  )

  function nextPayment(): Promise<PaymentToFail> {
    payments += 1
    return payUnseen(
      shop,
      skus[payments] ?? "",
      `customer-${payments}@shop.example`
    )
  }

  async function sizesInStock(): Promise<string[]> {
    const { rows } = await shop.db.query<{ sku: string }>(
      `SELECT variant.sku FROM product_variant AS variant
       JOIN product_variant_inventory_item AS part ON part.variant_id = variant.id
       JOIN inventory_level AS level ON level.inventory_item_id = part.inventory_item_id
       WHERE level.stocked_quantity > 0 AND level.reserved_quantity = 0
       ORDER BY variant.sku`
    )
    return rows.map(({ sku }) => sku)
  }

  /** Waits until it has failed, and keeps it from being tried again before all of it was looked at. */
  async function hasFailed({ event }: PaymentToFail): Promise<void> {
    await waitFor(`the import of ${event.id} to fail`, async () => {
      const { rowCount } = await shop.db.query(
        `UPDATE stripe_event SET run_at = clock_timestamp() + interval '1 hour'
         WHERE id = $1 AND state = 'pending'
           AND EXISTS (SELECT FROM stripe_event_attempt WHERE job_id = $1 AND outcome = 'retry')`,
        [event.id]
      )
      return rowCount === 1
    })
  }

  async function tryAgain({ event }: PaymentToFail): Promise<void> {
    await shop.admin(`/admin/storefront/events/${event.id}/retry`, {
      method: "POST",
      body: {},
    })
  }

  async function stateOf({ payment }: PaymentToFail): Promise<unknown> {
    const { rows } = await shop.db.query<{ state: string; issues: unknown }>(
      `SELECT payment.state, coalesce(jsonb_agg(jsonb_build_object('kind', issue.kind,
                'subject', issue.subject, 'open', issue.answered_at IS NULL))
              FILTER (WHERE issue.id IS NOT NULL), '[]') AS issues
       FROM storefront_payment AS payment
       LEFT JOIN storefront_issue AS issue ON issue.payment_id = payment.id
       WHERE payment.payment = $1 GROUP BY payment.id`,
      [payment]
    )
    return rows[0]
  }
})
