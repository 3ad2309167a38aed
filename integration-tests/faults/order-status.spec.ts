import { type Purchase, buy } from "../helpers/buy"
import {
  legacyOrderSays,
  mirroredAs,
  mirroredOrder,
  putLegacyOrderOf,
} from "../helpers/legacy-orders"
import { openLegacyStoreAgain, shutLegacyStore } from "../helpers/legacy-outage"
import { plantPayments } from "../helpers/plant-payments"
import { Shop } from "../helpers/shop"
import { Staff, piecesOf } from "../helpers/staff"
import { cartItem, fillShelves } from "../helpers/storefront"
import { waitFor } from "../helpers/wait-for"

const TIE = "KCT-BURGUNDY-TIE"
const MANY = 1_000
const TIME = 240_000

describe("orders told to the legacy store in bad weather", () => {
  let shop: Shop
  let staff: Staff

  beforeAll(async () => {
    shop = await Shop.open("order_faults")
    staff = new Staff(shop)
    await fillShelves(shop, [TIE])
  })

  afterAll(async () => {
    await shop.close()
  })

  /** A tie that was paid, and of which the old storefront has been told so. */
  async function bought(): Promise<Purchase> {
    const purchase = await buy(shop, {
      kind: "priced",
      items: [cartItem(TIE)],
    })
    await putLegacyOrderOf(shop, purchase)
    await legacyOrderSays(shop, purchase, { medusa_status: "paid" })
    await mirroredAs(shop, purchase.order.id, "done")
    return purchase
  }

  it(
    "F45: is told after a restart of what was sent before the process was killed",
    async () => {
      const purchase = await bought()
      const { order } = purchase
      const pieces = piecesOf(order)
      const fulfillment = await staff.fulfill(order, pieces)
      await legacyOrderSays(shop, purchase, { medusa_status: "fulfilled" })
      await mirroredAs(shop, order.id, "done")

      // Its push stands still at the row, and dies there.
      const owner = await shop.legacy.connect()
      await owner.query("BEGIN; LOCK orders IN ACCESS EXCLUSIVE MODE")
      await staff.ship(order, fulfillment, pieces, "KILLED1")
      await waitFor(
        "the push to be under way",
        async () => (await mirroredOrder(shop, order.id))?.state === "running"
      )
      await shop.kill()
      await owner.query("ROLLBACK")
      owner.release()
      // And one that came while nobody was there to hear of it.
      await shop.db.query(
        `UPDATE fulfillment SET delivered_at = now() WHERE id = $1`,
        [fulfillment]
      )
      await shop.restart()

      await legacyOrderSays(
        shop,
        purchase,
        { medusa_status: "delivered", tracking_numbers: ["KILLED1"] },
        60_000
      )
    },
    TIME
  )

  it(
    "F46: is told of all that changed when the legacy store is back, and Medusa goes on meanwhile",
    async () => {
      const purchase = await bought()
      const { order } = purchase
      const before = await mirroredOrder(shop, order.id)
      await shutLegacyStore(shop)
      const pieces = piecesOf(order)
      const fulfillment = await staff.fulfill(order, pieces)
      await waitFor(
        "the outage to be noticed",
        async () =>
          (await mirroredOrder(shop, order.id))?.outcome_code ===
          "legacy_store_42501"
      )
      await staff.ship(order, fulfillment, pieces, "OUT1")
      await staff.deliver(order, fulfillment)
      await openLegacyStoreAgain(shop)

      await legacyOrderSays(
        shop,
        purchase,
        { medusa_status: "delivered", tracking_numbers: ["OUT1"] },
        30_000
      )
      const after = await mirroredAs(shop, order.id, "done")
      expect(after.outcome_code).toBeNull()
      expect(after.total_attempts).toBeGreaterThan(before?.total_attempts ?? 0)
    },
    TIME
  )

  it(
    "F52: says what is true after many orders were changed at once, again and again",
    async () => {
      const purchases = []
      for (let count = 0; count < 8; count++) {
        purchases.push(await bought())
      }
      await Promise.all(
        purchases.map(async ({ order }, nth) => {
          const pieces = piecesOf(order)
          const fulfillment = await staff.fulfill(order, pieces)
          await staff.ship(order, fulfillment, pieces, `MANY${nth}`)
          if (nth % 2 === 0) {
            await staff.deliver(order, fulfillment)
          }
        })
      )
      for (const [nth, purchase] of purchases.entries()) {
        await legacyOrderSays(shop, purchase, {
          medusa_status: nth % 2 === 0 ? "delivered" : "shipped",
          tracking_numbers: [`MANY${nth}`],
        })
      }
    },
    TIME
  )

  it(
    "tells of a thousand orders with one statement each time",
    async () => {
      const { order } = await buy(shop, {
        kind: "express",
        items: [cartItem(TIE)],
      })
      await shop.stop()
      const payments = await plantPayments(shop, order.id, MANY)
      await shop.legacy.query(
        `INSERT INTO orders (stripe_payment_intent) SELECT unnest($1::text[])`,
        [payments]
      )
      await shop.legacy.query(
        `CREATE TABLE statements (at timestamptz); GRANT ALL ON statements TO public;
         CREATE FUNCTION note_statement() RETURNS trigger LANGUAGE plpgsql AS
           $$ BEGIN INSERT INTO public.statements VALUES (now()); RETURN NULL; END $$;
         CREATE TRIGGER note_statement AFTER UPDATE ON orders
           FOR EACH STATEMENT EXECUTE FUNCTION note_statement()`
      )
      await shop.restart()
      await waitFor(
        "all of them to be told of",
        async () => {
          const { rows } = await shop.legacy.query<{ count: string }>(
            "SELECT count(*) FROM orders WHERE stripe_payment_intent = ANY($1) AND medusa_status = 'paid'",
            [payments]
          )
          return rows[0]?.count === String(MANY)
        },
        60_000
      )
      const { rows } = await shop.legacy.query("SELECT FROM statements")
      // The order that all are copies of has no row there and is tried again by itself.
      expect(rows.length).toBeLessThanOrEqual(5)
    },
    TIME
  )
})
