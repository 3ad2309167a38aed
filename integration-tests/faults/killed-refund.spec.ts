import { Client } from "pg"
import { type Purchase, buy, medusaPaymentOf } from "../helpers/buy"
import { expireLeases } from "../helpers/expire-leases"
import { readOrder } from "../helpers/order"
import {
  activityOf,
  expectRefunded,
  refundInAdmin,
  refundsAskedFor,
  refundsOf,
} from "../helpers/refunds"
import { Shop } from "../helpers/shop"
import { cartItem, fillShelves, inboxAtRest } from "../helpers/storefront"
import { waitFor } from "../helpers/wait-for"

const SUIT = "KCT-BURGUNDY-38R-2P"
const LOCK = 4_711
/** The job that goes on with what was left looks every 15 s, for what is as old; twice over. */
const BY_ITSELF_MS = 90_000

/** `kill -9` between any two writes of a refund. */
describe("a backend that is killed while it refunds", () => {
  let shop: Shop

  beforeAll(async () => {
    shop = await Shop.open("killed_refund")
    await fillShelves(shop, [SUIT])
  })

  beforeEach(() => {
    shop.stripe.faults.clear()
    shop.stripe.clearRequests()
  })

  afterAll(async () => {
    await shop.close()
  })

  const suit = (): Promise<Purchase> =>
    buy(shop, { kind: "priced", items: [cartItem(SUIT)] })

  /** Staff click, and Stripe takes the request and never answers; then the process dies. */
  async function killWhileStripeIsAsked(order: Purchase["order"]) {
    shop.stripe.faults.set({
      rules: [
        {
          method: "POST",
          pathPrefix: "/v1/refunds",
          kind: "timeout",
          times: 1,
        },
      ],
    })
    const click = refundInAdmin(shop, medusaPaymentOf(order), 10)
    click.catch(() => undefined)
    await waitFor(
      "Stripe to be asked",
      () => shop.stripe.faults.pending().length === 0
    )
    await shop.kill()
    await expect(click).rejects.toThrow()
  }

  it("F30: after the Refund and before Stripe has it, finishes it by itself, under the same key", async () => {
    const { payment, order } = await suit()
    await killWhileStripeIsAsked(order)
    await restart()

    await expectRefunded(shop, payment.payment, order.id, 1_000, BY_ITSELF_MS)

    const asked = shop.stripe
      .requests()
      .filter(({ method, path }) => method === "POST" && path === "/v1/refunds")
    expect(asked).toHaveLength(2)
    const [refund] = refundsOf(await readOrder(shop, order.id))
    expect(
      new Set(asked.map(({ idempotency_key }) => idempotency_key))
    ).toEqual(new Set([refund?.id]))
    // The log is told last.
    const told = await waitFor("the log to tell of it", async () => {
      const kinds = await activityOf(shop, order.id)
      return kinds.length > 0 && kinds
    })
    expect(told).toEqual(["refund_finished"])
  })

  it("F30: after the Refund, a second click finishes the first and pays no other", async () => {
    const { payment, order } = await suit()
    await killWhileStripeIsAsked(order)
    await restart()

    await expect(
      refundInAdmin(shop, medusaPaymentOf(order), 10)
    ).rejects.toThrow(/answered 409: .*refund_completed/)
    await inboxAtRest(shop)

    await expectRefunded(shop, payment.payment, order.id, 1_000)
  })

  it.each([
    ["its transaction", "order_transaction", "INSERT"],
    ["the change that credits it", "order_change", "INSERT"],
    ["its credit line", "order_credit_line", "INSERT"],
    ["its last mark", "refund", "UPDATE"],
  ])(
    "F30: after Stripe's answer and before %s, asks Stripe no second time",
    async (_, table, operation) => {
      const { payment, order } = await suit()
      const holder = await haltAt(table, operation)
      const click = refundInAdmin(shop, medusaPaymentOf(order), 10)
      click.catch(() => undefined)
      await untilHalted()
      expect(refundsAskedFor(shop)).toBe(1)
      await shop.kill()
      await letGo(holder, table)
      await restart()

      await expectRefunded(shop, payment.payment, order.id, 1_000, BY_ITSELF_MS)
      await inboxAtRest(shop)
      expect(refundsAskedFor(shop)).toBe(1)
      const after = await readOrder(shop, order.id)
      expect(after.total).toBeCloseTo(order.total - 10)
    }
  )

  it.each([
    ["the Refund", "refund", "INSERT"],
    ["its transaction", "order_transaction", "INSERT"],
    ["its credit line", "order_credit_line", "INSERT"],
  ])(
    "F30: before %s of a refund made at Stripe, records it once",
    async (_, table, operation) => {
      const { payment, order } = await suit()
      const holder = await haltAt(table, operation)
      shop.stripe.storefront.refund({
        payment_intent: payment.payment,
        amount: 1_000,
      })
      await untilHalted()
      await shop.kill()
      await letGo(holder, table)
      await restart()

      await expectRefunded(shop, payment.payment, order.id, 1_000, BY_ITSELF_MS)
      expect(refundsAskedFor(shop)).toBe(0)
      expect(refundsOf(await readOrder(shop, order.id))).toHaveLength(1)
    }
  )

  it.each([
    ["its transaction", "order_transaction", "DELETE"],
    ["its credit line", "order_credit_line", "INSERT"],
    ["the Refund", "refund", "DELETE"],
  ])(
    "F30: before %s of a refund that failed is taken back, takes it back whole",
    async (_, table, operation) => {
      const { payment, order } = await suit()
      const { refund } = shop.stripe.storefront.refund({
        payment_intent: payment.payment,
        amount: 1_000,
      })
      await inboxAtRest(shop)
      await expectRefunded(shop, payment.payment, order.id, 1_000)
      const holder = await haltAt(table, operation)

      shop.stripe.storefront.failRefund({ refund: refund.id })
      await untilHalted()
      await shop.kill()
      await letGo(holder, table)
      await restart()

      await expectRefunded(shop, payment.payment, order.id, 0, BY_ITSELF_MS)
      expect((await readOrder(shop, order.id)).total).toBe(order.total)
    }
  )

  /** A minute after the kill: what was in the dead backend's hands is free. */
  async function restart(): Promise<void> {
    await expireLeases(shop)
    await shop.restart()
  }

  /** Lets whoever writes to a table wait before the write, until they are let go or die. */
  async function haltAt(table: string, operation: string): Promise<Client> {
    await shop.db.query(`
      CREATE OR REPLACE FUNCTION halt_for_test() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        PERFORM pg_advisory_xact_lock(${LOCK});
        RETURN coalesce(NEW, OLD);
      END $$;
      CREATE TRIGGER halt_for_test BEFORE ${operation} ON ${table}
      FOR EACH ROW EXECUTE FUNCTION halt_for_test()`)
    const holder = new Client({
      connectionString: shop.environment.DATABASE_URL,
    })
    await holder.connect()
    await holder.query("SELECT pg_advisory_lock($1)", [LOCK])
    return holder
  }

  async function untilHalted(): Promise<void> {
    await waitFor("the backend to wait at the write", async () => {
      const { rows } = await shop.db.query(
        `SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND objid = $1 AND NOT granted`,
        [LOCK]
      )
      return rows.length > 0
    })
  }

  /** The dead backend's statements are ended first, as PostgreSQL does once it notices. */
  async function letGo(holder: Client, table: string): Promise<void> {
    await shop.db.query(
      `SELECT pg_terminate_backend(pid) FROM pg_locks
       WHERE locktype = 'advisory' AND objid = $1 AND NOT granted`,
      [LOCK]
    )
    await holder.end()
    await shop.db.query(`DROP TRIGGER halt_for_test ON ${table}`)
  }
})
