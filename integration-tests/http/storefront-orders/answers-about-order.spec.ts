import { minor } from "../../helpers/buy"
import { readOrder } from "../../helpers/order"
import {
  activityOf,
  ask,
  payAmount,
  questionsOf,
  readQuestion,
  resolve,
} from "../../helpers/questions"
import { Shop } from "../../helpers/shop"
import { cartItem } from "../../helpers/storefront"

const SHIRT = "KCT-WHITE-SHIRT-16.5-34-35"
const TIE = "KCT-BURGUNDY-TIE"

/** Totals that disagree, a missing region, an incomplete address. */
describe("an answer about the whole order", () => {
  let shop: Shop

  beforeAll(async () => {
    shop = await Shop.open("answers_order")
  })

  afterAll(async () => {
    await shop.close()
  })

  it.each([
    ["more", 1_234, "usd"],
    ["less", -1_001, "usd"],
    ["one minor unit more", 1, "usd"],
    ["one minor unit less", -1, "usd"],
    ["more yen", 7, "jpy"],
    ["one yen less", -1, "jpy"],
    ["fewer yen", -2, "jpy"],
    ["less dinars", -10, "kwd"],
  ] as const)(
    "F29: accepts that the customer paid %s than the lines come to",
    async (_, difference, currency) => {
      const { issue, order, session, payment } = await payAmount(
        shop,
        {
          kind: "ad_hoc",
          currency,
          shipping: null,
          items: [cartItem(TIE, 2), cartItem(SHIRT)].map((item) => ({
            ...item,
            stripe_price_id: undefined,
            // Stripe takes no odd fils.
            unit_amount: 12_340,
          })),
        },
        (total) => total + difference
      )
      const paid = (session.amount_total ?? 0) + difference
      const totals = (await questionsOf(shop, payment.payment)).find(
        ({ kind }) => kind === "totals_disagree"
      )
      expect({ kind: issue.kind, open: totals?.kind }).toMatchObject({
        open: "totals_disagree",
      })

      const { status, body } = await resolve(shop, totals?.id ?? "", {
        answer: "accept_totals",
      })

      expect({ status, body }).toMatchObject({ status: 200 })
      const after = await readOrder(shop, order.id)
      expect(minor(after.total, currency)).toBe(paid)
      expect(minor(after.summary.pending_difference, currency)).toBe(0)
      expect(minor(after.summary.current_order_total, currency)).toBe(paid)
      expect(after.payment_status).toBe("captured")
      const added = after.items.filter(
        ({ id }) => !order.items.some((line) => line.id === id)
      )
      // Medusa counts no credit as small as that.
      const isLine = difference > 0 || difference === -1 || currency === "kwd"
      expect(
        added.map((line) => ({
          price: minor(line.unit_price, currency),
          quantity: line.quantity,
          variant: line.variant_id,
          shipped: line.requires_shipping,
        }))
      ).toEqual(
        isLine
          ? [{ price: difference, quantity: 1, variant: null, shipped: false }]
          : []
      )
      for (const line of order.items) {
        const kept = after.items.find(({ id }) => id === line.id)
        expect(kept).toMatchObject({
          quantity: line.quantity,
          unit_price: line.unit_price,
        })
        expect(minor(kept?.total, currency)).toBe(minor(line.total, currency))
      }
    }
  )

  it("F35: chooses the region, one of the order's currency only", async () => {
    const regions = await shop.admin<{
      regions: { id: string; currency_code: string }[]
    }>("/admin/regions?limit=100")
    const other = regions.regions.find(
      (region) => region.currency_code !== "jpy"
    )
    const { region } = await shop.admin<{ region: { id: string } }>(
      "/admin/regions",
      {
        method: "POST",
        body: {
          name: "Japan by hand",
          currency_code: "usd",
          countries: ["jp"],
        },
      }
    )
    const { issue, order } = await ask(shop, {
      kind: "ad_hoc",
      currency: "jpy",
      shipping: null,
      items: [{ ...cartItem(TIE), stripe_price_id: undefined }],
    })
    expect(issue.kind).toBe("region_missing")

    expect(
      await resolve(shop, issue.id, {
        answer: "choose_region",
        region_id: other?.id,
      })
    ).toMatchObject({
      status: 400,
      body: { type: "invalid_data", code: "region_of_other_currency" },
    })
    await shop.db.query(
      "UPDATE region SET currency_code = 'jpy' WHERE id = $1",
      [region.id]
    )
    expect((await readQuestion(shop, issue.id)).regions).toEqual([
      { id: region.id, country_codes: ["jp"] },
    ])
    const { status } = await resolve(shop, issue.id, {
      answer: "choose_region",
      region_id: region.id,
    })
    expect(status).toBe(200)
    const after = await readOrder(shop, order.id)
    expect(after.region_id).toBe(region.id)
    expect(minor(after.total, "jpy")).toBe(minor(order.total, "jpy"))
  })

  it.each([
    ["where there was none", null],
    [
      "in the country that it was in",
      { line1: null, line2: null, city: "Reno", state: "NV", country: "US" },
    ],
  ])("F36: completes the address %s", async (_, address) => {
    const { issue, order } = await ask(shop, {
      kind: "ad_hoc",
      items: [cartItem(TIE)],
      customer: { address, name: "Ann Lee" },
    })
    expect(issue.kind).toBe("address_incomplete")
    const { status, body } = await resolve(shop, issue.id, {
      answer: "complete_address",
      address: {
        name: "Ann Lee",
        address_1: "1 Main St",
        city: "Reno",
        province: "NV",
        postal_code: "89501",
        country_code: "us",
      },
    })
    expect({ status, body }).toMatchObject({ status: 200 })
    const after = await readOrder(shop, order.id)
    expect(after.shipping_address).toMatchObject({
      first_name: "Ann",
      last_name: "Lee",
      address_1: "1 Main St",
      city: "Reno",
      province: "NV",
      postal_code: "89501",
      country_code: "us",
    })
    expect(minor(after.total)).toBe(minor(order.total))
    const { activity } = await activityOf(shop, `order_id=${order.id}`)
    // Who lives where is nobody's business in the log.
    expect(JSON.stringify(activity)).not.toMatch(/Main St|Lee|89501/)
  })
})
