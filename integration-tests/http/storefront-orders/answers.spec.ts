import { minor } from "../../helpers/buy"
import { readOrder, readReservations } from "../../helpers/order"
import {
  activityOf,
  ask,
  questionsOf,
  readQuestion,
  resolve,
  unknownItem,
  variantOf,
} from "../../helpers/questions"
import { Shop } from "../../helpers/shop"
import {
  cartItem,
  importedPayment,
  medusaQuantity,
} from "../../helpers/storefront"
import { levelsThatDisagree } from "../../helpers/whole-orders"

const SUIT = "KCT-BURGUNDY-38R-2P"
const TIE = "KCT-BURGUNDY-TIE"

/** The line is then as if its variant had been known. */
describe("a variant that staff choose", () => {
  let shop: Shop

  beforeAll(async () => {
    shop = await Shop.open("answers")
  })

  afterAll(async () => {
    await shop.close()
  })

  it("binds the line to the variant that was chosen, and reserves its stock", async () => {
    const { issue, order, payment } = await ask(shop, {
      kind: "ad_hoc",
      items: [unknownItem("coat-to-bind", { quantity: 2 })],
    })
    const variant = await variantOf(shop, TIE)
    const available = await medusaQuantity(shop, TIE)
    const detail = await readQuestion(shop, issue.id)
    expect(detail).toMatchObject({
      answers: ["choose_variant", "handled"],
      state: "open",
      same_item_count: 0,
      can_remember: true,
    })

    const { status, body } = await resolve(shop, issue.id, {
      answer: "choose_variant",
      variant_id: variant.id,
    })

    expect({ status, body }).toMatchObject({
      status: 200,
      body: {
        answered_before: false,
        under_way: false,
        issue: { state: "answered", answered_by: { type: "user" } },
      },
    })
    const after = await readOrder(shop, order.id)
    const [line] = after.items
    expect(line).toMatchObject({
      id: order.items[0]?.id,
      variant_id: variant.id,
      variant_sku: TIE,
      product_id: variant.product_id,
      quantity: 2,
      unit_price: order.items[0]?.unit_price,
      metadata: {
        ...order.items[0]?.metadata,
        matched_by: "staff_choice",
        match_confidence: "certain",
        match_explanation: "Staff chose this variant for this line",
      },
    })
    expect(line?.title).toContain("Made-to-measure coat")
    expect(minor(after.total)).toBe(minor(order.total))
    expect(await readReservations(shop, after)).toEqual([
      { line_item_id: line?.id, quantity: 2 },
    ])
    expect(await medusaQuantity(shop, TIE)).toBe(available - 2)
    expect((await importedPayment(shop, payment.payment)).state).toBe(
      "imported"
    )
    expect(await levelsThatDisagree(shop)).toEqual([])
  })

  it("tells in the activity log who answered what, and when", async () => {
    const { issue, order, payment } = await ask(shop, {
      kind: "ad_hoc",
      items: [unknownItem("coat-to-log")],
    })
    const variant = await variantOf(shop, TIE)
    const before = new Date()
    await resolve(shop, issue.id, {
      answer: "choose_variant",
      variant_id: variant.id,
    })

    const { activity, count } = await activityOf(
      shop,
      `payment=${payment.payment}`
    )
    expect(count).toBe(1)
    expect(activity).toEqual([
      expect.objectContaining({
        kind: "issue_answered",
        actor: { type: "user", id: expect.stringMatching(/^user_/) },
        issue_id: issue.id,
        order_id: order.id,
        message: `Answered «line_not_matched»: chose ${TIE}`,
        details: expect.objectContaining({
          answer: "choose_variant",
          variant_id: variant.id,
        }),
      }),
    ])
    const at = new Date(activity[0]?.created_at ?? 0).getTime()
    expect(at).toBeGreaterThanOrEqual(before.getTime() - 1000)
    expect(at).toBeLessThanOrEqual(Date.now() + 1000)
  })

  it("chooses among the candidates of a style whose size nobody named", async () => {
    const { issue } = await ask(shop, {
      kind: "priced",
      items: [cartItem(SUIT)],
      order_details: "missing",
    })
    const { candidates } = await readQuestion(shop, issue.id)
    const chosen = candidates.find(({ sku }) => sku === SUIT)
    // The next suit without a size may be any size.
    expect(chosen?.rememberable).toBe(false)

    const { body } = await resolve(shop, issue.id, {
      answer: "choose_variant",
      variant_id: chosen?.variant_id,
    })
    expect(body).toMatchObject({
      remembered: false,
      not_remembered_because: expect.stringContaining("asked about again"),
    })
    const order = await readOrder(shop, issue.payment.order_id ?? "")
    expect(order.items[0]?.variant_sku).toBe(SUIT)
    expect(order.items[0]?.title).toContain("38R")
    expect(await readReservations(shop, order)).toHaveLength(1)
  })

  it("F32: reserves what is short too, and asks about it", async () => {
    const sku = "KCT-BLACK-36S-2P"
    const available = await medusaQuantity(shop, sku)
    const { issue, payment } = await ask(shop, {
      kind: "ad_hoc",
      items: [unknownItem("coat-short", { quantity: available + 1 })],
    })
    await resolve(shop, issue.id, {
      answer: "choose_variant",
      variant_id: (await variantOf(shop, sku)).id,
    })

    expect(await medusaQuantity(shop, sku)).toBe(-1)
    const open = await questionsOf(shop, payment.payment)
    expect(open).toMatchObject([{ kind: "oversold", details: { missing: 1 } }])
    expect((await importedPayment(shop, payment.payment)).state).toBe("held")
    await resolve(shop, open[0]?.id ?? "", {
      answer: "handled",
      note: "Called",
    })
    expect((await importedPayment(shop, payment.payment)).state).toBe(
      "imported"
    )
  })

  it("leaves an order alone that was canceled meanwhile, and says what to do", async () => {
    const { issue, order } = await ask(shop, {
      kind: "ad_hoc",
      items: [unknownItem("coat-canceled")],
    })
    await shop.admin(`/admin/orders/${order.id}/cancel`, { method: "POST" })
    expect(
      await resolve(shop, issue.id, {
        answer: "choose_variant",
        variant_id: (await variantOf(shop, TIE)).id,
      })
    ).toMatchObject({
      status: 409,
      body: {
        code: "order_canceled",
        message: expect.stringContaining("mark the question as handled"),
      },
    })
    const after = await readOrder(shop, order.id)
    expect(after.items[0]?.variant_id).toBeNull()
    expect(await readReservations(shop, after)).toEqual([])
    expect((await readQuestion(shop, issue.id)).state).toBe("open")
    expect((await resolve(shop, issue.id, { answer: "handled" })).status).toBe(
      200
    )
  })

  it("reserves nothing for a line that was sent already", async () => {
    const { issue, order } = await ask(shop, {
      kind: "ad_hoc",
      items: [unknownItem("coat-sent")],
    })
    const available = await medusaQuantity(shop, TIE)
    await shop.db.query(
      `UPDATE order_item SET fulfilled_quantity = quantity,
         raw_fulfilled_quantity = raw_quantity WHERE order_id = $1`,
      [order.id]
    )
    const { status } = await resolve(shop, issue.id, {
      answer: "choose_variant",
      variant_id: (await variantOf(shop, TIE)).id,
    })
    expect(status).toBe(200)
    const after = await readOrder(shop, order.id)
    expect(after.items[0]?.variant_sku).toBe(TIE)
    expect(await medusaQuantity(shop, TIE)).toBe(available)
  })
})
