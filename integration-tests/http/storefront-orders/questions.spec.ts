import { buy, minor } from "../../helpers/buy"
import { readReservations } from "../../helpers/order"
import { Shop } from "../../helpers/shop"
import {
  cartItem,
  legacyQuantity,
  medusaQuantity,
} from "../../helpers/storefront"
import { waitFor } from "../../helpers/wait-for"

const SUIT_2P = "KCT-BURGUNDY-38R-2P"
const SHIRT = "KCT-WHITE-SHIRT-16.5-34-35"

/** A paid order always shows up; what the import cannot know, staff are asked. */
describe("a payment that leaves something open", () => {
  let shop: Shop

  beforeAll(async () => {
    shop = await Shop.open("questions")
  })

  afterAll(async () => {
    await shop.close()
  })

  it("for an item that nobody knows is an order with a question, never a lost one", async () => {
    const { session, payment, order } = await buy(shop, {
      kind: "ad_hoc",
      items: [
        cartItem(SHIRT),
        {
          legacy_product_id: "made-to-measure",
          name: "Made-to-measure coat",
          size: "44L",
          color: "Camel",
          unit_amount: 49999,
        },
      ],
    })

    expect(payment.state).toBe("held")
    expect(payment.issues.map((issue) => issue.kind)).toEqual([
      "line_not_matched",
    ])
    expect(order.payment_status).toBe("captured")
    expect(minor(order.total)).toBe(session.amount_total)
    const unknown = order.items.find((item) => item.variant_id === null)
    expect(unknown?.title).toContain("Made-to-measure coat")
    expect(unknown?.title).toContain("44L")
    expect(payment.issues[0]?.subject).toBe(unknown?.id)
    expect(await readReservations(shop, order)).toHaveLength(1)
  })

  it("without a size asks which of the style's sizes it is", async () => {
    const { payment, order } = await buy(shop, {
      kind: "priced",
      items: [cartItem(SUIT_2P)],
      order_details: "missing",
    })

    expect(order.items).toHaveLength(1)
    expect(payment.issues.map((issue) => issue.kind)).toEqual([
      "line_ambiguous",
    ])
    const { candidates } = payment.issues[0]?.details as {
      candidates: { sku: string }[]
    }
    expect(candidates.map((candidate) => candidate.sku)).toContain(SUIT_2P)
    // The price says two-piece, so no three-piece is offered.
    expect(candidates.every(({ sku }) => sku.endsWith("-2P"))).toBe(true)
  })

  it("for more than there is is reserved all the same, and the shortage is asked about", async () => {
    const sku = "KCT-BLACK-36S-2P"
    const available = await medusaQuantity(shop, sku)

    const { payment, order } = await buy(shop, {
      kind: "priced",
      items: [cartItem(sku, available + 2)],
    })

    expect(payment.issues).toMatchObject([
      { kind: "oversold", details: { missing: 2 } },
    ])
    expect(order.payment_status).toBe("captured")
    expect(await medusaQuantity(shop, sku)).toBe(-2)
    await waitFor(
      "the legacy store to say none",
      async () => (await legacyQuantity(shop, sku)) === 0
    )
  })
})
