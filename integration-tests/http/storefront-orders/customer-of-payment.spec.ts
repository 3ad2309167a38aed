import { buy } from "../../helpers/buy"
import { readOrder } from "../../helpers/order"
import { planOf } from "../../helpers/query-plan"
import { Shop } from "../../helpers/shop"
import {
  cartItem,
  fillShelves,
  importedPayment,
} from "../../helpers/storefront"

const SHIRT = "KCT-WHITE-SHIRT-16.5-34-35"
const AT_ONCE = 50

/** Whose order it is, how it was paid, and by which number staff find it. */
describe("the customer of a payment", () => {
  let shop: Shop

  beforeAll(async () => {
    shop = await Shop.open("customer_of_payment")
    await fillShelves(shop, [SHIRT])
  })

  afterAll(async () => {
    await shop.close()
  })

  it("is found whatever the case and the spaces on either side, a registered one first", async () => {
    const guest = await customer("cus_guest", "grace@Shop.example", false)
    expect(await customerOf(" GRACE@shop.example")).toBe(guest)

    const registered = await customer("cus_own", " Grace@Shop.Example ", true)
    expect(await customerOf("grace@shop.example")).toBe(registered)
  })

  it("is found by an index", async () => {
    await shop.db.query(
      `INSERT INTO customer (id, email, has_account)
       SELECT 'cus_many_' || n, 'Customer' || n || '@Shop.example', false FROM generate_series(1, 5000) AS n`
    )
    await shop.db.query("ANALYZE customer")
    const { readThrough } = await planOf(
      shop.db,
      "SELECT id FROM customer WHERE lower(btrim(email)) IN ($1, $2) AND deleted_at IS NULL",
      ["customer77@shop.example", "customer77@shop.example"]
    )
    expect(readThrough).toEqual([])
  })

  it("is one also where fifty payments of somebody new arrive at once", async () => {
    const payments = Array.from({ length: AT_ONCE }, (_, index) =>
      shop.stripe.storefront.checkout({
        kind: "priced",
        items: [cartItem(SHIRT)],
        customer: {
          email: index % 2 === 0 ? "New@shop.example" : "new@SHOP.example",
        },
      })
    )
    const customers = new Set<string | null>()
    for (const { payment_intent } of payments) {
      const { order_id } = await importedPayment(
        shop,
        payment_intent?.id ?? "",
        90_000
      )
      const { rows } = await shop.db.query<{ customer_id: string | null }>(
        'SELECT customer_id FROM "order" WHERE id = $1',
        [order_id]
      )
      customers.add(rows[0]?.customer_id ?? null)
    }
    expect(customers.size).toBe(1)
    const { rows } = await shop.db.query<{ count: number }>(
      "SELECT count(*)::int FROM customer WHERE lower(email) = 'new@shop.example'"
    )
    expect(rows).toEqual([{ count: 1 }])
  })

  it("finds the order by the storefront's own number, and a second order of that number too", async () => {
    const options = {
      kind: "priced" as const,
      items: [cartItem(SHIRT)],
      metadata: { order_number: "KCT-2026-1001" },
    }
    const first = await buy(shop, options)
    const second = await buy(shop, options)

    const { orders } = await shop.admin<{ orders: { id: string }[] }>(
      "/admin/orders?q=KCT-2026-1001&fields=id"
    )
    expect(orders.map(({ id }) => id)).toContain(first.order.id)
    expect(second.payment.state).toBe("imported")
    for (const { order } of [first, second]) {
      expect(order.metadata).toMatchObject({
        storefront_order_number: "KCT-2026-1001",
      })
    }
    const { rows } = await shop.db.query<{ id: string }>(
      `SELECT id FROM "order" WHERE custom_display_id = 'KCT-2026-1001'`
    )
    expect(rows).toEqual([{ id: first.order.id }])
  })

  it("paid with a card that staff see by its brand and its last four", async () => {
    const { order, payment } = await buy(shop, {
      kind: "priced",
      items: [cartItem(SHIRT)],
    })
    const [medusaPayment] = order.payment_collections[0]?.payments ?? []
    expect(medusaPayment?.data).toMatchObject({
      payment_intent: payment.payment_intent_id,
      livemode: false,
      paid_by: { type: "card", brand: "visa", last4: "4242" },
    })
  })

  async function customer(
    id: string,
    email: string,
    hasAccount: boolean
  ): Promise<string> {
    await shop.db.query(
      "INSERT INTO customer (id, email, has_account) VALUES ($1, $2, $3)",
      [id, email, hasAccount]
    )
    return id
  }

  async function customerOf(email: string): Promise<string | null | undefined> {
    const { order } = await buy(shop, {
      kind: "priced",
      items: [cartItem(SHIRT)],
      customer: { email },
    })
    return (await readOrder(shop, order.id)).customer_id
  }
})
