import { catalogVariant } from "../../../../integration-tests/helpers/catalog-objects"
import {
  CONTEXT,
  knownLine,
  plan,
  questions,
} from "../../../../integration-tests/helpers/import-facts"
import {
  STREET,
  charge,
  lineItem,
  paymentIntent,
  shippingTo,
  stripePrice,
  stripeProduct,
} from "../../../../integration-tests/helpers/stripe-objects"
import type { ImportFacts } from "./plan-order"

function twoSizes(): ImportFacts["catalog"] {
  const options = { Size: "42R", Type: "2-Piece" }
  const sku = "SUIT-BLACK-42R-2P"
  const other = catalogVariant({ id: "variant_42R", sku, options })
  return { variants: [catalogVariant(), other] }
}

describe("what is not known becomes a question, and never stops the order", () => {
  it("a currency that no region sells in (F35)", () => {
    const context = { ...CONTEXT, regions: [] }
    const { order, issues } = plan({}, { context })
    expect(order).not.toHaveProperty("region_id")
    expect(issues).toEqual([
      {
        kind: "region_missing",
        subject: order.id,
        message: "No region sells in USD to this country; choose one",
        details: { currency_code: "usd" },
      },
    ])
  })

  it.each([
    ["no address at all", null, "the whole address"],
    ["no street", shippingTo({ ...STREET, line1: null }), "street"],
    [
      "no city and no country",
      shippingTo({ ...STREET, city: "", country: null }),
      "city, country",
    ],
  ])(
    "an address a parcel cannot go to: %s",
    (_, collected_information, lacks) => {
      const { order, issues } = plan({ collected_information })
      expect(order.items).toHaveLength(1)
      expect(issues).toMatchObject([
        {
          kind: "address_incomplete",
          message: `The shipping address lacks ${lacks}; ask the customer and complete it`,
        },
      ])
    }
  )

  it("takes the region from the card's country where no address was collected", () => {
    const { billing_details } = charge()
    const address = { ...STREET, country: "JP" }
    const latest_charge = charge({
      billing_details: { ...billing_details, address },
    })
    const session = {
      currency: "jpy",
      collected_information: null,
      payment_intent: paymentIntent({ latest_charge }),
    }
    const lineItems = [knownLine({ currency: "jpy" })]
    expect(plan(session, { lineItems }).order.region_id).toBe("reg_jp")
  })

  it("an amount that the lines do not add up to, with both figures (F29)", () => {
    const { order, issues } = plan({ amount_total: 106 })
    expect(issues).toEqual([
      {
        kind: "totals_disagree",
        subject: order.id,
        message:
          "The customer paid $1.06, but the lines, shipping and tax come to $106.00. Check the order against the payment in Stripe",
        details: {
          paid_minor: 106,
          order_total_minor: 10_600,
          currency_code: "usd",
        },
      },
    ])
    expect(order.transactions).toMatchObject([{ amount: "1.06" }])
  })

  it.each([10_599, 10_601])("one minor unit is enough: %d", (amount_total) => {
    expect(questions({ amount_total })).toEqual(["totals_disagree"])
  })

  it("a line that nothing is known of (F21): it is in the order, without stock", () => {
    const lineItems = [lineItem({ description: "Mystery", price: null })]
    const { order, issues, wantedStock } = plan({}, { lineItems })
    expect(order.items).toMatchObject([{ title: "Mystery", unit_price: "100" }])
    expect(wantedStock).toEqual([])
    expect(issues).toMatchObject([
      {
        kind: "line_not_matched",
        subject: order.items[0]?.id,
        details: { item: { name: "Mystery" }, candidates: [] },
      },
    ])
    expect(issues[0]?.message).toMatch(/^Which item is «Mystery»\?/)
  })

  it("a line that may be several: with what it may be", () => {
    const price = stripePrice({ id: "price_2p", product: stripeProduct() })
    const { issues } = plan(
      {},
      { lineItems: [lineItem({ price })], catalog: twoSizes() }
    )
    expect(issues).toMatchObject([
      {
        kind: "line_ambiguous",
        details: {
          candidates: [
            { id: "variant_40R", sku: "SUIT-BLACK-40R-2P" },
            { id: "variant_42R", sku: "SUIT-BLACK-42R-2P" },
          ],
        },
      },
    ])
  })

  it("asks of each line for itself, and leaves those that are known alone", () => {
    const lineItems = [
      knownLine(),
      lineItem({ id: "li_2", price: null }),
      lineItem({ id: "li_3", price: null }),
    ]
    const { order, issues } = plan({ amount_total: 31_800 }, { lineItems })
    const [, second, third] = order.items
    expect(issues.map(({ subject }) => subject)).toEqual([
      second?.id,
      third?.id,
    ])
  })

  it("everything at once", () => {
    const context = { ...CONTEXT, regions: [] }
    const lineItems = [lineItem({ price: null })]
    const session = { collected_information: null, amount_total: 1 }
    expect(questions(session, { context, lineItems })).toEqual([
      "line_not_matched",
      "totals_disagree",
      "region_missing",
      "address_incomplete",
    ])
  })
})
