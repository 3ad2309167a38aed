import { buy, legacyFollows } from "../../helpers/buy"
import { Shop } from "../../helpers/shop"
import { stockOf } from "../../helpers/stock"
import { cartItem, medusaQuantity } from "../../helpers/storefront"

const SUIT = "KCT-BURGUNDY-38R-2P"
const TIE = "KCT-BURGUNDY-TIE"
const SHIRT = "KCT-WHITE-SHIRT-16.5-34-35"
const SHOES = "KCT-BLACK-OXFORD-9.5"
const OTHER_SUIT = "KCT-BURGUNDY-40R-2P"
const BOW = "KCT-BLACK-BOW"

type Reserved = {
  sku: string
  location_id: string
  quantity: number
  description: string | null
}

/** Where an order's stock is taken from, and what is said of what is short. */
describe("the stock of an order", () => {
  let shop: Shop
  let first: string
  let second: string

  beforeAll(async () => {
    shop = await Shop.open("stock_of_order")
    const { rows } = await shop.db.query<{ id: string; channel: string }>(
      `SELECT stock_location_id AS id, sales_channel_id AS channel
       FROM sales_channel_stock_location LIMIT 1`
    )
    first = rows[0]?.id ?? ""
    const { stock_location } = await shop.admin<{
      stock_location: { id: string }
    }>("/admin/stock-locations", {
      method: "POST",
      body: { name: "Second warehouse" },
    })
    second = stock_location.id
    await shop.admin(`/admin/stock-locations/${second}/sales-channels`, {
      method: "POST",
      body: { add: [rows[0]?.channel] },
    })
  })

  afterAll(async () => {
    await shop.close()
  })

  it("comes from the one location that has all of it", async () => {
    await stock(SUIT, { [first]: 50, [second]: 2 })
    await stock(TIE, { [first]: 0, [second]: 1 })

    const { order, payment } = await buy(shop, {
      kind: "priced",
      items: [cartItem(SUIT, 2), cartItem(TIE)],
    })

    expect(payment.issues).toEqual([])
    expect(await reservedBy(order.items.map(({ id }) => id))).toEqual([
      { sku: SUIT, location_id: second, quantity: 2, description: null },
      { sku: TIE, location_id: second, quantity: 1, description: null },
    ])
  })

  it("is not oversold where two locations have it together, and can be sent once it was moved", async () => {
    await stock(SHIRT, { [first]: 3, [second]: 2 })

    const { order, payment } = await buy(shop, {
      kind: "priced",
      items: [cartItem(SHIRT, 5)],
    })

    expect(payment.issues).toEqual([])
    expect(await reservedBy(order.items.map(({ id }) => id))).toEqual([
      {
        sku: SHIRT,
        location_id: first,
        quantity: 5,
        description: "2 of 5 are at other locations: move them here",
      },
    ])
    await legacyFollows(shop, SHIRT)

    const next = await buy(shop, { kind: "priced", items: [cartItem(SHIRT)] })
    expect(next.payment.issues).toMatchObject([
      { kind: "oversold", details: { missing: 1 } },
    ])

    await stock(SHIRT, { [first]: 5, [second]: 0 })
    await shop.admin(`/admin/orders/${order.id}/fulfillments`, {
      method: "POST",
      body: {
        location_id: first,
        items: order.items.map(({ id, quantity }) => ({ id, quantity })),
      },
    })
    expect(await reservedBy(order.items.map(({ id }) => id))).toEqual([])
  })

  it("F33: of two lines of one item is the sum of both, and short by what the sum lacks", async () => {
    await stock(OTHER_SUIT, { [first]: 3, [second]: 0 })

    const { order, payment } = await buy(shop, {
      kind: "ad_hoc",
      items: [cartItem(OTHER_SUIT, 2), cartItem(OTHER_SUIT, 2)],
    })

    expect(order.items).toHaveLength(2)
    expect(await reservedBy(order.items.map(({ id }) => id))).toMatchObject([
      { sku: OTHER_SUIT, location_id: first, quantity: 2 },
      { sku: OTHER_SUIT, location_id: first, quantity: 2 },
    ])
    expect(payment.issues).toMatchObject([
      { kind: "oversold", details: { missing: 1 } },
    ])
    expect(await stockOf(shop, OTHER_SUIT)).toEqual({ stocked: 3, reserved: 4 })
  })

  it("of a kit is that of its parts", async () => {
    await stock(BOW, { [first]: 10, [second]: 0 })
    await stock(TIE, { [first]: 10, [second]: 0 })
    const { rows } = await shop.db.query<{ variant: string; product: string }>(
      "SELECT id AS variant, product_id AS product FROM product_variant WHERE sku = $1",
      [BOW]
    )
    await shop.admin(
      `/admin/products/${rows[0]?.product}/variants/${rows[0]?.variant}/inventory-items`,
      {
        method: "POST",
        body: { inventory_item_id: await itemOf(TIE), required_quantity: 2 },
      }
    )

    const { order, payment } = await buy(shop, {
      kind: "priced",
      items: [cartItem(BOW, 3)],
    })

    expect(payment.issues).toEqual([])
    expect(await reservedBy(order.items.map(({ id }) => id))).toMatchObject([
      { sku: TIE, location_id: first, quantity: 6 },
      { sku: BOW, location_id: first, quantity: 3 },
    ])
  })

  it("is never short of what may be back-ordered", async () => {
    await stock(SHOES, { [first]: 0, [second]: 0 })
    await shop.db.query(
      "UPDATE product_variant SET allow_backorder = true WHERE sku = $1",
      [SHOES]
    )

    const { order, payment } = await buy(shop, {
      kind: "priced",
      items: [cartItem(SHOES, 2)],
    })

    expect(payment.state).toBe("imported")
    expect(payment.issues).toEqual([])
    expect(await reservedBy(order.items.map(({ id }) => id))).toMatchObject([
      { sku: SHOES, quantity: 2 },
    ])
    expect(await medusaQuantity(shop, SHOES)).toBe(-2)
  })

  /** Puts so many of a size at each location. */
  async function stock(
    sku: string,
    quantities: Record<string, number>
  ): Promise<void> {
    const item = await itemOf(sku)
    for (const [location_id, stocked_quantity] of Object.entries(quantities)) {
      const path = `/admin/inventory-items/${item}/location-levels`
      const { rowCount } = await shop.db.query(
        `SELECT 1 FROM inventory_level
         WHERE inventory_item_id = $1 AND location_id = $2 AND deleted_at IS NULL`,
        [item, location_id]
      )
      await (rowCount
        ? shop.admin(`${path}/${location_id}`, {
            method: "POST",
            body: { stocked_quantity },
          })
        : shop.admin(path, {
            method: "POST",
            body: { location_id, stocked_quantity },
          }))
    }
  }

  async function itemOf(sku: string): Promise<string> {
    const { rows } = await shop.db.query<{ id: string }>(
      "SELECT id FROM inventory_item WHERE sku = $1 AND deleted_at IS NULL",
      [sku]
    )
    return rows[0]?.id ?? ""
  }

  async function reservedBy(lineIds: readonly string[]): Promise<Reserved[]> {
    const { rows } = await shop.db.query<Reserved>(
      `SELECT stock.sku, item.location_id, item.quantity::int, item.description
       FROM reservation_item AS item
       JOIN inventory_item AS stock ON stock.id = item.inventory_item_id
       WHERE item.line_item_id = ANY($1) AND item.deleted_at IS NULL
       ORDER BY item.quantity DESC`,
      [lineIds]
    )
    return rows
  }
})
