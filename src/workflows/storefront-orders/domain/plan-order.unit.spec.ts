import {
  facts,
  knownLine,
  plan,
  questions,
} from "../../../../integration-tests/helpers/import-facts"
import {
  customerDetails,
  stripeTax,
} from "../../../../integration-tests/helpers/stripe-objects"
import { buildShippingRate } from "../../../../scripts/stripe-stand-in/objects/shipping-rate"
import { orderIdOf, planImport } from "./plan-order"

describe("a payment of which everything is known", () => {
  it("becomes an order and no question", () => {
    const { order, issues, wantedStock } = plan()
    expect(issues).toEqual([])
    expect(order).toMatchObject({
      id: orderIdOf("pi_1"),
      status: "pending",
      currency_code: "usd",
      email: "grace@example.com",
      region_id: "reg_us",
      sales_channel_id: "sc_storefront",
      no_notification: true,
      shipping_address: { last_name: "Hopper", country_code: "us" },
      billing_address: { last_name: "Hopper" },
      items: [{ variant_id: "variant_40R", unit_price: "100" }],
    })
    expect(wantedStock).toMatchObject([
      { lineId: order.items[0]?.id, inventoryItemId: "iitem_40R", quantity: 1 },
    ])
  })

  it("is the same order in every run", () => {
    expect(plan()).toEqual(plan())
  })

  it("carries what it was paid with and where it was heard of", () => {
    const { reference, ...rest } = facts()
    const source = "backfill"
    expect(
      planImport({ ...rest, reference: { ...reference, source } }).order
        .metadata
    ).toEqual({
      stripe_payment_intent: "pi_1",
      stripe_checkout_session: "cs_test_1",
      storefront_source: "backfill",
    })
  })

  it("shows as paid: the amount Stripe took, in major units", () => {
    expect(plan().order.transactions).toEqual([
      {
        amount: "106.00",
        currency_code: "usd",
        reference: "capture",
        reference_id: "pi_1",
      },
    ])
  })

  it("counts yen as yen", () => {
    const line = knownLine({ currency: "jpy" })
    const session = { currency: "jpy" }
    expect(questions(session, { lineItems: [line] })).toEqual([])
    const { order } = plan(session, { lineItems: [line] })
    expect(order.transactions).toMatchObject([{ amount: "10600" }])
    expect(order.items).toMatchObject([{ unit_price: "10000" }])
  })

  it("has no payment where a discount left nothing to pay (F28)", () => {
    const free = knownLine({
      amount_discount: 10_000,
      amount_tax: 0,
      amount_total: 0,
    })
    const session = {
      payment_intent: null,
      amount_total: 0,
      payment_status: "no_payment_required" as const,
    }
    const { order, issues } = plan(session, { lineItems: [free] })
    expect(issues).toEqual([])
    expect(order.transactions).toEqual([])
    expect(order.id).toBe(orderIdOf("cs_test_1"))
  })
})

describe("what the customer filled in", () => {
  it("may lack an e-mail address (F36)", () => {
    const nameless = { customer_details: customerDetails({ email: " " }) }
    expect(plan(nameless).order).not.toHaveProperty("email")
    expect(questions({ customer_details: null })).toEqual([])
  })
})

describe("shipping", () => {
  const rate = buildShippingRate({
    display_name: "Express shipping",
    amount: 1_500,
    currency: "usd",
  })
  const cost = {
    amount_subtotal: 1_500,
    amount_tax: 0,
    amount_total: 1_500,
    shipping_rate: rate,
  }

  it("is what the customer chose, for what it cost", () => {
    const session = { shipping_cost: cost, amount_total: 12_100 }
    expect(questions(session)).toEqual([])
    expect(plan(session).order.shipping_methods).toMatchObject([
      {
        name: "Express shipping",
        amount: "15.00",
        shipping_option_id: "so_express",
      },
    ])
  })

  it("counts tax inside its price as tax and not as a discount", () => {
    const shipping_cost = { ...cost, amount_tax: 100 }
    const session = { shipping_cost, amount_total: 12_100 }
    expect(questions(session)).toEqual([])
    const [method] = plan(session).order.shipping_methods ?? []
    expect(method).toMatchObject({ is_tax_inclusive: true, adjustments: [] })
  })

  it.each([
    ["inside its price", true, 182, 1_140, "3.025"],
    ["on top of its price", false, 217, 1_357, "3.6"],
  ])(
    "keeps what was taken off it, with the tax %s",
    (_, inclusive, tax, amount_total, off) => {
      const shipping_cost = {
        ...cost,
        amount_tax: tax,
        amount_total,
        taxes: [stripeTax(tax, { inclusive })],
      }
      const session = { shipping_cost, amount_total: 10_600 + amount_total }
      expect(questions(session)).toEqual([])
      const [method] = plan(session).order.shipping_methods ?? []
      expect(method).toMatchObject({
        is_tax_inclusive: inclusive,
        adjustments: [{ amount: expect.stringContaining(off) as string }],
      })
    }
  )

  it("is kept under Stripe's name where Medusa does not know the option", () => {
    const shipping_cost = { ...cost, shipping_rate: "shr_1" }
    const [method] = plan({ shipping_cost }).order.shipping_methods ?? []
    expect(method).toMatchObject({ name: "Shipping", amount: "15.00" })
    expect(method).not.toHaveProperty("shipping_option_id")
  })
})
