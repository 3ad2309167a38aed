import type { AdminOrder } from "@medusajs/framework/types"
import { findSellable } from "../../../scripts/seed/catalog"
import {
  type CallAnswered,
  CallingShop,
  SUIT,
  bodyOf,
} from "../../helpers/calling-shop"
import { deliverTo, eventOf } from "../../helpers/delivered-event"
import { readOrder, readReservations } from "../../helpers/order"
import { activityOf, questionsOf, variantOf } from "../../helpers/questions"
import type { Shop } from "../../helpers/shop"
import { cartItem, importedPayment } from "../../helpers/storefront"
import { waitFor } from "../../helpers/wait-for"

const SHOES = "KCT-BLACK-OXFORD-9.5"

/** A suit whose size the checkout has not said. */
const SIZELESS = {
  items: [{ ...cartItem(SUIT), size: null }],
  order_details: "missing" as const,
}

type Ids = { variant: string; product: string; old: string; oldProduct: string }

/** What Medusa and the old storefront call the suit. */
async function idsOf(shop: Shop): Promise<Ids> {
  const { legacyVariantId: old, legacyProductId: oldProduct } =
    findSellable(SUIT)
  const { id: variant, product_id: product } = await variantOf(shop, SUIT)
  return { variant, product, old, oldProduct }
}

describe("what a call says of the order beside its payment", () => {
  let calling: CallingShop

  beforeAll(async () => {
    calling = await CallingShop.open("calls_hints")
  })

  afterAll(async () => {
    await calling.close()
  })

  it("says which size was sold, where the checkout did not", async () => {
    const paid = calling.pay(SIZELESS)
    const items = [{ name: "A suit", size: "38R", quantity: 1 }]
    const { status, body } = await calling.callUntilMade(
      bodyOf(paid, { items })
    )
    expect(status).toBe(201)
    const order = await readOrder(calling.shop, body.order?.id ?? "")
    expect(order.items[0]).toMatchObject({
      variant_sku: SUIT,
      metadata: {
        matched_by: "storefront_call",
        match_explanation: expect.stringContaining("in its call"),
      },
    })
    expect(await readReservations(calling.shop, order)).toHaveLength(1)
  })

  it.each<[string, (ids: Ids) => object]>([
    ["Medusa's variant", ({ variant }) => ({ variant_id: variant })],
    ["the old storefront's variant", ({ old }) => ({ variant_id: old })],
    [
      "Medusa's product with the size",
      ({ product }) => ({ product_id: product, size: "38R" }),
    ],
    [
      "the old storefront's product with the size",
      ({ oldProduct }) => ({ product_id: oldProduct, size: "38 Regular" }),
    ],
  ])("says which size was sold by %s", async (_, item) => {
    const paid = calling.pay(SIZELESS)
    const items = [{ ...item(await idsOf(calling.shop)), quantity: 1 }]
    const { body } = await calling.callUntilMade(bodyOf(paid, { items }))
    const order = await readOrder(calling.shop, body.order?.id ?? "")
    expect(order.items[0]).toMatchObject({
      variant_sku: SUIT,
      metadata: {
        matched_by: "storefront_call",
        match_called_by: expect.stringMatching(/^apk_/),
      },
    })
  })

  it("says which sizes were sold of several styles by nothing but their ids", async () => {
    const skus = [SUIT, SHOES]
    const items = skus.map((sku) => ({ ...cartItem(sku), size: null }))
    const paid = calling.pay({ ...SIZELESS, items })
    const told = [...skus].reverse().map((sku) => ({
      variant_id: findSellable(sku).legacyVariantId,
      quantity: 1,
    }))
    const { body } = await calling.callUntilMade(bodyOf(paid, { items: told }))
    const order = await readOrder(calling.shop, body.order?.id ?? "")
    expect(order.items.map((line) => line.variant_sku).sort()).toEqual(
      [...skus].sort()
    )
  })

  it("names no other size than was sold, by whichever id", async () => {
    const paid = calling.pay({ items: [cartItem("KCT-BURGUNDY-40R-2P")] })
    const { variant, old } = await idsOf(calling.shop)
    const items = [{ medusa_variant_id: variant, variant_id: old, quantity: 1 }]
    const { body } = await calling.callUntilMade(bodyOf(paid, { items }))
    const order = await readOrder(calling.shop, body.order?.id ?? "")
    expect(order.items[0]).toMatchObject({
      variant_sku: "KCT-BURGUNDY-40R-2P",
      metadata: { matched_by: "stripe_price_and_size" },
    })
  })

  it("looks a legacy variant up in an index, as the other names", async () => {
    const { rows } = await calling.shop.db.query<{ indexdef: string }>(
      `SELECT indexdef FROM pg_indexes
       WHERE indexname = 'IDX_product_variant_legacy_variant_id'`
    )
    expect(rows[0]?.indexdef).toMatch(
      /ON public\.product_variant .*legacy_variant_id.* WHERE \(deleted_at IS NULL\)/
    )
  })

  it("answers the question about an order that the webhook had made", async () => {
    const paid = calling.pay(SIZELESS)
    await deliverTo(
      calling.shop,
      "stripe",
      eventOf(calling.shop, paid.session.id, "checkout.session.completed")
    )
    const { issues } = await importedPayment(calling.shop, paid.payment)
    expect(issues.map(({ kind }) => kind)).toEqual(["line_ambiguous"])

    const { status, body } = await calling.callUntilMade(bodyOf(paid))

    expect([status, body.created]).toEqual([200, false])
    const order = await readOrder(calling.shop, body.order?.id ?? "")
    expect(order.items[0]).toMatchObject({
      variant_sku: SUIT,
      metadata: {
        matched_by: "storefront_call",
        match_explanation: expect.stringMatching(/SKU .+ in its call/),
        match_called_by: expect.stringMatching(/^apk_/),
      },
    })
    expect(await readReservations(calling.shop, order)).toHaveLength(1)

    const calledBy = order.items[0]?.metadata?.match_called_by
    const [answered] = await questionsOf(calling.shop, paid.payment, "answered")
    expect(answered).toMatchObject({
      answered_by: { type: "api_key", id: calledBy },
      answer: {
        call: { called_by: calledBy },
        outcome: { matched_by: "storefront_call", remembered: false },
      },
    })
    const { activity } = await activityOf(
      calling.shop,
      `payment=${paid.payment}&kind=issue_answered`
    )
    expect(activity[0]).toMatchObject({
      actor: { type: "api_key", id: calledBy },
      message: `Answered «line_ambiguous»: the storefront's call named ${SUIT}`,
    })
  })

  it("waits for staff with 202, the question and the order, where it says nothing either", async () => {
    const paid = calling.pay(SIZELESS)
    const items = [{ name: "A suit", quantity: 1 }]
    const answer = await waitForOrder(() =>
      calling.call(bodyOf(paid, { items }))
    )
    const [issue] = answer.body.issues ?? []
    expect(answer).toMatchObject({
      status: 202,
      location: `/admin/orders/storefront/${paid.payment}`,
      body: {
        payment: { state: "held", order_id: answer.body.order?.id },
        issues: [{ kind: "line_ambiguous", message: expect.any(String) }],
      },
    })

    await calling.shop.admin(`/admin/storefront/issues/${issue?.id}/resolve`, {
      method: "POST",
      body: { answer: "handled" },
    })
    expect(await calling.poll(answer.location ?? "")).toMatchObject({
      status: 200,
      body: { order: answer.body.order, created: false },
    })
  })

  it("says where to send the order and to whom, only where Stripe says nothing", async () => {
    const nobody = { name: null, email: null, phone: null, address: null }
    const told = {
      email: "jane@example.com",
      shipping_address: {
        name: "Jane Roe",
        address: { line1: "1 Main St", city: "Kalamazoo", country: "US" },
      },
    }
    const [bare, complete] = [calling.pay({ customer: nobody }), calling.pay()]
    const orders: AdminOrder[] = []
    for (const paid of [bare, complete]) {
      const { body } = await calling.callUntilMade({ ...bodyOf(paid), ...told })
      orders.push(await readOrder(calling.shop, body.order?.id ?? ""))
    }
    expect(orders[0]).toMatchObject({
      email: told.email,
      shipping_address: { address_1: "1 Main St", last_name: "Roe" },
    })
    expect(orders[1]?.email).not.toBe(told.email)
    expect(orders[1]?.shipping_address?.address_1).not.toBe("1 Main St")
  })

  function waitForOrder(
    call: () => Promise<CallAnswered>
  ): Promise<CallAnswered> {
    return waitFor(
      "the order of a call",
      async () => {
        const answer = await call()
        return answer.body.order !== undefined && answer
      },
      60_000
    )
  }
})
