import {
  installOrderCapture,
  isOrderCaptured,
} from "../../../src/modules/supabase-sync/client/order-capture"
import { type Purchase, buy } from "../../helpers/buy"
import { putLegacyOrderOf, mirroredAs } from "../../helpers/legacy-orders"
import { quietPool } from "../../helpers/throw-away-database"
import { Shop } from "../../helpers/shop"
import { Staff, piecesOf } from "../../helpers/staff"
import { cartItem } from "../../helpers/storefront"

type Noted = { order_id: string | null; fulfillment_id: string | null }

describe("what is noted of orders", () => {
  let shop: Shop
  let purchase: Purchase
  let fulfillment: string

  /** One order that was shipped; then nobody works anything off any more. */
  beforeAll(async () => {
    shop = await Shop.open("order_capture")
    const staff = new Staff(shop)
    purchase = await buy(shop, {
      kind: "priced",
      items: [cartItem("KCT-BURGUNDY-TIE")],
    })
    await putLegacyOrderOf(shop, purchase)
    const pieces = piecesOf(purchase.order)
    fulfillment = await staff.fulfill(purchase.order, pieces)
    await staff.ship(purchase.order, fulfillment, pieces, "ONE1")
    await mirroredAs(shop, purchase.order.id, "done")
    await shop.stop()
    await shop.db.query("DELETE FROM legacy_order_change")
  })

  afterAll(async () => {
    await shop.close()
  })

  /** What a statement leaves behind; all of it is taken back. */
  async function notedOf(sql: string): Promise<Noted[]> {
    const client = await shop.db.connect()
    try {
      await client.query("BEGIN")
      await client.query(sql)
      const { rows } = await client.query<Noted>(
        "SELECT order_id, fulfillment_id FROM legacy_order_change ORDER BY order_id, fulfillment_id"
      )
      return rows
    } finally {
      await client.query("ROLLBACK")
      client.release()
    }
  }

  it.each([
    ["cancelled", `UPDATE "order" SET canceled_at = now()`],
    ["given another state", `UPDATE "order" SET status = 'archived'`],
    ["deleted softly", `UPDATE "order" SET deleted_at = now()`],
    ["edited", `UPDATE "order" SET version = version + 1`],
    ["asked for less of", "UPDATE order_item SET quantity = quantity - 1"],
    ["fulfilled in part", "UPDATE order_item SET fulfilled_quantity = 0.5"],
    ["bereft of its fulfilment", "DELETE FROM order_fulfillment"],
    [
      "bereft of its fulfilment softly",
      "UPDATE order_fulfillment SET deleted_at = now()",
    ],
    [
      "refunded",
      `INSERT INTO refund (id, amount, raw_amount, payment_id)
       SELECT 'ref_1', 1, '{"value": "1"}', id FROM payment`,
    ],
    ["captured less of", "UPDATE capture SET amount = amount - 1"],
    ["captured nothing of", "DELETE FROM capture"],
    ["bereft of its payment", "UPDATE payment SET deleted_at = now()"],
    [
      "bereft of its payment collection",
      "UPDATE order_payment_collection SET deleted_at = now()",
    ],
    [
      "given another PaymentIntent",
      "UPDATE storefront_payment SET payment_intent_id = 'pi_2'",
    ],
    [
      "the ledger's",
      'UPDATE storefront_payment SET order_id = NULL; DELETE FROM legacy_order_change; UPDATE storefront_payment SET order_id = (SELECT id FROM "order")',
    ],
  ])("is an order that is %s", async (_, sql) => {
    expect(await notedOf(sql)).toEqual([
      { order_id: purchase.order.id, fulfillment_id: null },
    ])
  })

  it.each([
    ["shipped again", "UPDATE fulfillment SET shipped_at = now()"],
    ["delivered", "UPDATE fulfillment SET delivered_at = now()"],
    ["cancelled", "UPDATE fulfillment SET canceled_at = now()"],
    ["deleted softly", "UPDATE fulfillment SET deleted_at = now()"],
    [
      "given another number",
      "UPDATE fulfillment_label SET tracking_number = 'TWO2'",
    ],
    ["bereft of its label", "DELETE FROM fulfillment_label"],
    [
      "given another label",
      `INSERT INTO fulfillment_label (id, fulfillment_id, tracking_number, tracking_url, label_url)
       SELECT 'fulla_2', id, 'TWO2', '#', '#' FROM fulfillment`,
    ],
  ])("is a fulfilment that is %s", async (_, sql) => {
    expect(await notedOf(sql)).toEqual([
      { order_id: null, fulfillment_id: fulfillment },
    ])
  })

  it.each([
    `UPDATE "order" SET metadata = '{}', email = 'other@example.com', updated_at = now()`,
    "UPDATE order_item SET shipped_quantity = 0",
    "UPDATE fulfillment SET metadata = '{}'",
    "UPDATE payment SET data = data",
    `UPDATE storefront_payment SET compared_at = now(), lease_token = 'token'`,
  ])(
    "is nothing by a change that the legacy store is not told of: %s",
    async (sql) => {
      expect(await notedOf(sql)).toEqual([])
    }
  )

  it("is once for many rows of one statement, and gone with a change that is taken back", async () => {
    const many = `
      INSERT INTO refund (id, amount, raw_amount, payment_id)
      SELECT 'ref_' || n, 1, '{"value": "1"}', payment.id FROM payment, generate_series(1, 1000) AS n`
    expect(await notedOf(many)).toHaveLength(1)
    const { rows } = await shop.db.query("SELECT FROM legacy_order_change")
    expect(rows).toEqual([])
  })

  it("waits for nobody: two who change the same order at once both go on", async () => {
    const first = await shop.db.connect()
    const second = await shop.db.connect()
    try {
      await first.query("BEGIN")
      await first.query("UPDATE fulfillment_label SET tracking_number = 'A'")
      await second.query("BEGIN; SET LOCAL lock_timeout = '1s'")
      await second.query("UPDATE fulfillment SET delivered_at = now()")
      const { rows } = await second.query("SELECT FROM legacy_order_change")
      expect(rows).toHaveLength(1)
    } finally {
      await first.query("ROLLBACK")
      await second.query("ROLLBACK")
      first.release()
      second.release()
    }
  })

  it("is told to who listens, when it commits", async () => {
    const client = await shop.db.connect()
    const heard: string[] = []
    client.on("notification", ({ channel }) => heard.push(channel))
    try {
      await client.query("LISTEN legacy_order_change; BEGIN")
      await client.query(`UPDATE "order" SET status = 'completed'`)
      await client.query("SELECT 1")
      expect(heard).toEqual([])
      await client.query("COMMIT")
      await client.query("SELECT 1")
      expect(heard).toEqual(["legacy_order_change"])
    } finally {
      client.release(true)
      await shop.db.query("DELETE FROM legacy_order_change")
    }
  })

  it("can be installed again, and then every order of the ledger is told of", async () => {
    await installOrderCapture(shop.db)
    expect(await isOrderCaptured(shop.db)).toBe(true)
    const { rows } = await shop.db.query<Noted>(
      "DELETE FROM legacy_order_change RETURNING order_id, fulfillment_id"
    )
    expect(rows).toEqual([
      { order_id: purchase.order.id, fulfillment_id: null },
    ])
    expect(
      await notedOf(`UPDATE "order" SET canceled_at = now()`)
    ).toHaveLength(1)
  })

  it("is refused, and all left as it was, where Medusa's tables are not as expected", async () => {
    const pool = quietPool(shop.environment.DATABASE_URL ?? "", 1)
    try {
      await shop.db.query(
        "DROP TRIGGER order_capture_update ON fulfillment; ALTER TABLE fulfillment RENAME COLUMN packed_at TO packed"
      )
      await expect(installOrderCapture(pool)).rejects.toThrow(
        "the database lacks fulfillment.packed_at"
      )
      expect(await isOrderCaptured(pool)).toBe(false)
      await shop.db.query("ALTER TABLE fulfillment RENAME packed TO packed_at")
      await installOrderCapture(pool)
      expect(await isOrderCaptured(pool)).toBe(true)
    } finally {
      await pool.end()
    }
  })
})
