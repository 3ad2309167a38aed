import { buy, minor } from "../../helpers/buy"
import { readOrder, readReservations } from "../../helpers/order"
import {
  activityOf,
  ask,
  payAmount,
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
const SHIRT = "KCT-WHITE-SHIRT-16.5-34-35"
const TIE = "KCT-BURGUNDY-TIE"

/** Each question takes the answer that finishes the work, and the order is then as if it had been known. */
describe("an answer of staff", () => {
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

  it("applies a choice to the other open questions about the same item, and remembers it", async () => {
    const item = unknownItem("coat-of-many", {
      size: "N/A",
      name: "Silk scarf",
      color: "Red",
    })
    const asked = [
      await ask(shop, { kind: "ad_hoc", items: [item] }),
      await ask(shop, { kind: "ad_hoc", items: [item] }),
      await ask(shop, { kind: "ad_hoc", items: [item] }),
    ]
    const [first] = asked
    const variant = await variantOf(shop, TIE)
    const available = await medusaQuantity(shop, TIE)
    expect(
      (await readQuestion(shop, first?.issue.id ?? "")).same_item_count
    ).toBe(2)

    const { body } = await resolve(shop, first?.issue.id ?? "", {
      answer: "choose_variant",
      variant_id: variant.id,
      apply_to_same: true,
    })

    expect(body).toMatchObject({ remembered: true, same_left: 0 })
    expect(body.same.map(({ result }) => result)).toEqual([
      "answered",
      "answered",
    ])
    expect(await medusaQuantity(shop, TIE)).toBe(available - 3)
    for (const { payment } of asked) {
      expect((await importedPayment(shop, payment.payment)).state).toBe(
        "imported"
      )
    }
    const { item_mappings } = await shop.admin<{
      item_mappings: { id: string; key: string; chosen_by: unknown }[]
    }>(`/admin/storefront/item-mappings?variant_id=${variant.id}`)
    const mapping = item_mappings.find(
      ({ key }) => key === first?.issue.item_key
    )
    expect(mapping?.chosen_by).toMatchObject({ type: "user" })

    const next = await buy(shop, { kind: "ad_hoc", items: [item] })
    expect(next.payment.issues).toEqual([])
    expect(next.order.items[0]).toMatchObject({
      variant_id: variant.id,
      metadata: { matched_by: "staff_choice" },
    })

    await shop.admin(`/admin/storefront/item-mappings/${mapping?.id}`, {
      method: "DELETE",
    })
    const later = await buy(shop, { kind: "ad_hoc", items: [item] })
    expect(later.payment.issues.map(({ kind }) => kind)).toEqual([
      "line_not_matched",
    ])
    const { activity } = await activityOf(shop, "kind=item_mapping_forgotten")
    expect(activity[0]).toMatchObject({
      actor: { type: "user" },
      details: { mapping_id: mapping?.id, variant_id: variant.id },
    })
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

  it("is not asked for where nothing is unclear", async () => {
    const { payment } = await buy(shop, {
      kind: "priced",
      items: [cartItem(TIE)],
    })
    expect(await questionsOf(shop, payment.payment, "all")).toEqual([])
  })
})
