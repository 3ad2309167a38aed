import { buy, minor } from "../../helpers/buy"
import { Shop } from "../../helpers/shop"
import { cartItem } from "../../helpers/storefront"

const SUIT_2P = "KCT-BURGUNDY-38R-2P"
const SHIRT = "KCT-WHITE-SHIRT-16.5-34-35"

/** Whatever Stripe says of a payment is in the order, to the cent. */
describe("the order of a payment", () => {
  let shop: Shop

  beforeAll(async () => {
    shop = await Shop.open("order_as_paid")
  })

  afterAll(async () => {
    await shop.close()
  })

  it("keeps customer, addresses and Stripe's references", async () => {
    const { session, payment, order } = await buy(shop, {
      kind: "priced",
      items: [cartItem(SHIRT)],
      customer: {
        email: "Ann.Marie@Example.com",
        name: "Ann Marie Lee",
        phone: "+12485550123",
        address: {
          line1: "1 Main St",
          line2: "Apt 4",
          city: "Detroit",
          state: "MI",
          postal_code: "48201",
          country: "US",
        },
      },
    })

    expect(order.customer?.email).toBe("ann.marie@example.com")
    expect(order.shipping_address).toMatchObject({
      first_name: "Ann Marie",
      last_name: "Lee",
      address_1: "1 Main St",
      address_2: "Apt 4",
      city: "Detroit",
      province: "MI",
      postal_code: "48201",
      country_code: "us",
      phone: "+12485550123",
    })
    expect(order.metadata).toMatchObject({
      stripe_payment_intent: payment.payment_intent_id,
      stripe_checkout_session: session.id,
      storefront_source: "webhook",
    })
    expect(order.region?.name).toBe("United States")
  })

  it("of a known customer is another order of the same customer", async () => {
    const customer = { email: "regular@example.com" }
    const first = await buy(shop, {
      kind: "priced",
      items: [cartItem(SHIRT)],
      customer,
    })
    const second = await buy(shop, {
      kind: "priced",
      items: [cartItem(SHIRT)],
      customer: { email: "Regular@example.com" },
    })

    expect(second.order.id).not.toBe(first.order.id)
    expect(second.order.customer_id).toBe(first.order.customer_id)
  })

  it("with a promotion code keeps the discount with its code", async () => {
    const { session, order } = await buy(shop, {
      kind: "priced",
      items: [cartItem(SUIT_2P), cartItem(SHIRT, 3)],
      shipping: "express",
      promotion_code: { code: "PROM15", percent_off: 15 },
    })

    expect(minor(order.total)).toBe(session.amount_total)
    const adjustments = order.items.flatMap((item) => item.adjustments ?? [])
    expect(adjustments.map((adjustment) => adjustment.code)).toEqual([
      "PROM15",
      "PROM15",
    ])
    expect(
      adjustments.reduce((sum, { amount }) => sum + minor(amount), 0)
    ).toBe(session.total_details?.amount_discount)
  })

  it("from Canada is in Canadian dollars, with the tax on shipping", async () => {
    const { session, order } = await buy(shop, {
      kind: "ad_hoc",
      items: [cartItem(SUIT_2P)],
      country: "CA",
      currency: "cad",
      shipping: "express",
    })

    expect(order.currency_code).toBe("cad")
    expect(order.region?.name).toBe("Canada")
    expect(minor(order.total, "cad")).toBe(session.amount_total)
    expect(minor(order.tax_total, "cad")).toBe(
      session.total_details?.amount_tax
    )
    expect(session.shipping_cost?.amount_tax).toBeGreaterThan(0)
  })

  it("of a dollar and six cents is $1.06, neither a hundred times more nor less", async () => {
    const { order } = await buy(shop, {
      kind: "ad_hoc",
      items: [{ ...cartItem(SHIRT), unit_amount: 100 }],
      tax_rate_percent: 6,
      shipping: null,
    })

    expect(order.total).toBe(1.06)
    expect(order.payment_collections[0]?.captured_amount).toBe(1.06)
  })

  it("keeps a name that PostgreSQL could not store as it is", async () => {
    const { payment, order } = await buy(shop, {
      kind: "ad_hoc",
      items: [{ ...cartItem(SHIRT), color: "White\u0000 \uD83D" }],
      customer: { name: "Jo\u0000e 👔 Lee" },
    })

    expect(payment.state).toBe("imported")
    expect(order.shipping_address?.last_name).toBe("Lee")
    expect(order.shipping_address?.first_name).toContain("👔")
  })
})
