import { buy } from "../../helpers/buy"
import {
  legacyOrderSays,
  mirroredAs,
  putLegacyOrderOf,
} from "../../helpers/legacy-orders"
import { Shop } from "../../helpers/shop"
import { cartItem } from "../../helpers/storefront"

describe("a legacy store that keeps no orders", () => {
  let shop: Shop

  beforeAll(async () => {
    shop = await Shop.open("without_orders")
    await shop.legacy.query("ALTER TABLE orders RENAME TO orders_to_come")
  })

  afterAll(async () => {
    await shop.close()
  })

  it("is not told of any, without a fault; and of all of them once it begins to", async () => {
    const purchase = await buy(shop, {
      kind: "priced",
      items: [cartItem("KCT-BURGUNDY-TIE")],
    })
    const left = await mirroredAs(shop, purchase.order.id, "ignored")
    expect(left.outcome_code).toBe("legacy_store_without_orders")
    // One for each change of the order that was seen by itself, and none of them a fault.
    const { rows } = await shop.db.query(
      "SELECT outcome FROM legacy_order_attempt WHERE job_id = $1",
      [purchase.order.id]
    )
    expect(rows.length).toBeLessThan(4)
    expect(rows).toEqual(rows.map(() => ({ outcome: "ignored" })))
    expect(shop.output()).not.toContain("order mirror:")

    await shop.legacy.query("ALTER TABLE orders_to_come RENAME TO orders")
    await putLegacyOrderOf(shop, purchase)
    await shop.admin("/admin/storefront/order-status/push", {
      method: "POST",
      body: { held: true, ignored: true },
    })
    await legacyOrderSays(shop, purchase, { medusa_status: "paid" })
  })
})
