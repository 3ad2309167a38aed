import type { CheckoutOptions } from "../../../scripts/stripe-stand-in"
import { buy, minor } from "../../helpers/buy"
import type { Purchase } from "../../helpers/buy"
import { readOrder, readReservations } from "../../helpers/order"
import { Shop } from "../../helpers/shop"
import {
  cartItem,
  fillShelves,
  importedPayment,
} from "../../helpers/storefront"

const SUIT = "KCT-BURGUNDY-38R-2P"
const LARGER = "KCT-BURGUNDY-40R-2P"
const SHIRT = "KCT-WHITE-SHIRT-16.5-34-35"
const SHOES = "KCT-BLACK-OXFORD-9.5"
const TIE = "KCT-BURGUNDY-TIE"
const SKUS = [SUIT, LARGER, SHIRT, SHOES, TIE]

function questionsOf({ payment }: Purchase) {
  return payment.issues.map(({ kind }) => kind)
}

/** In the order of the lines at Stripe. */
function skusOf(shop: Shop, { session, order }: Purchase): (string | null)[] {
  const lines = shop.stripe.store.sessionDetails.get(session.id)?.lineIds ?? []
  const skus = new Map(
    order.items.map(({ metadata, variant_sku }) => [
      metadata?.stripe_line_item_id,
      variant_sku,
    ])
  )
  return lines.map((line) => skus.get(line) ?? null)
}

describe("the size of a line, wherever and however the storefront says it", () => {
  let shop: Shop

  beforeAll(async () => {
    shop = await Shop.open("sizes_as_said")
    await fillShelves(shop, SKUS)
  })

  afterAll(async () => {
    await shop.close()
  })

  it.each<[string, Partial<CheckoutOptions>, object]>([
    ["only in the description", { kind: "ad_hoc" }, { size_in: "description" }],
    ["in words", { kind: "ad_hoc" }, { size: "38 Regular" }],
    ["after a label", { kind: "priced" }, { size: "Size: 38 r" }],
    ["in an express checkout", { kind: "express" }, { size: "38-R" }],
  ])("F25: %s", async (_, options, item) => {
    const bought = await buy(shop, {
      kind: "ad_hoc",
      ...options,
      items: [{ ...cartItem(SUIT), ...item }],
    })

    expect(questionsOf(bought)).toEqual([])
    expect(skusOf(shop, bought)).toEqual([SUIT])
  })

  it.each<[string, string | null]>([
    ["missing", null],
    ["«N/A»", "N/A"],
  ])("F25: %s is asked about, with the sizes there are", async (_, size) => {
    const bought = await buy(shop, {
      kind: "ad_hoc",
      items: [
        { ...cartItem(SUIT), size },
        { ...cartItem(TIE), size },
      ],
    })

    expect(questionsOf(bought)).toEqual(["line_ambiguous"])
    expect(bought.payment.issues[0]?.message).toContain(
      "several sizes and the storefront named none"
    )
    // A tie comes in one size, and needs none.
    expect(skusOf(shop, bought)).toEqual([null, TIE])
    expect(bought.order.payment_status).toBe("captured")
  })

  it("F25: shirts and shoes as people write them", async () => {
    const bought = await buy(shop, {
      kind: "ad_hoc",
      items: [
        { ...cartItem(SHIRT), size: "16½ 34/35" },
        { ...cartItem(SHOES), size: "9,5" },
      ],
    })

    expect(questionsOf(bought)).toEqual([])
    expect(skusOf(shop, bought)).toEqual([SHIRT, SHOES])
  })

  it.each<[CheckoutOptions["order_details"], (string | null)[]]>([
    ["cut", [SUIT, null]],
    ["invalid", [null, null]],
  ])(
    "F26: order_details %s: the order is made, what they do not say is asked",
    async (order_details, skus) => {
      const bought = await buy(shop, {
        kind: "priced",
        items: [cartItem(SUIT), cartItem(LARGER)],
        order_details,
      })

      expect(skusOf(shop, bought)).toEqual(skus)
      const open = skus
        .filter((sku) => sku === null)
        .map(() => "line_ambiguous")
      expect(questionsOf(bought)).toEqual(open)
      expect(minor(bought.order.total)).toBe(bought.session.amount_total)
      expect(await readReservations(shop, bought.order)).toHaveLength(
        skus.length - open.length
      )
    }
  )

  it("F26: items_summary cut at 450 characters: the sizes before that are read", async () => {
    const bought = await buy(shop, {
      kind: "ad_hoc",
      items: Array.from({ length: 6 }, (_, index) => ({
        ...cartItem(index % 2 === 0 ? SUIT : LARGER),
        name: `Burgundy Suit (2-Piece) no. ${index}, cut by hand to measure`,
        size_in: "metadata" as const,
        product_metadata: { size: "" },
      })),
    })

    expect(bought.session.metadata?.items_summary).toHaveLength(450)
    expect(skusOf(shop, bought)).toEqual([SUIT, LARGER, SUIT, null, null, null])
    expect(questionsOf(bought)).toEqual(new Array(3).fill("line_ambiguous"))
    expect(bought.order.items).toHaveLength(6)
  })

  it("two sizes of one price are told apart by their order", async () => {
    const bought = await buy(shop, {
      kind: "priced",
      items: [cartItem(LARGER), cartItem(SUIT)],
    })

    expect(questionsOf(bought)).toEqual([])
    expect(skusOf(shop, bought)).toEqual([LARGER, SUIT])
  })

  it("F34: more than 100 lines are all on the order, each with its size and its reservation", async () => {
    const items = Array.from({ length: 230 }, (_, index) =>
      cartItem(SKUS[index % SKUS.length] ?? SUIT)
    )

    const bought = await buy(shop, { kind: "ad_hoc", items })

    expect(questionsOf(bought)).toEqual([])
    expect(bought.order.items).toHaveLength(230)
    expect(skusOf(shop, bought)).toEqual(
      items.map((_, index) => SKUS[index % SKUS.length])
    )
    expect(await readReservations(shop, bought.order)).toHaveLength(230)
    expect(minor(bought.order.total)).toBe(bought.session.amount_total)
  })

  it("F34: a line that the customer set to none is not on the order, but keeps its place in the cart", async () => {
    const { storefront, store } = shop.stripe
    const cart = [cartItem(LARGER), cartItem(SUIT)].map((item) => ({
      productName: item.name,
      size: item.size,
      quantity: 1,
      stripePriceId: item.stripe_price_id,
    }))
    const { session, payment_intent, events } = storefront.checkout({
      kind: "priced",
      items: [cartItem(SUIT)],
      metadata: { order_details: JSON.stringify(cart) },
      deliver: false,
    })
    const details = store.sessionDetails.get(session.id)
    const sold = store.sessionLines.get(details?.lineIds[0] ?? "")
    if (!details || !sold) {
      throw new Error("The session has no line")
    }
    const none = store.sessionLines.put({
      id: "li_none",
      item: {
        ...sold.item,
        id: "li_none",
        quantity: 0,
        amount_subtotal: 0,
        amount_tax: 0,
        amount_total: 0,
      },
      discounts: [],
      taxes: [],
    })
    store.sessionDetails.put({
      ...details,
      lineIds: [none.id, ...details.lineIds],
    })
    await Promise.all(events.map((event) => shop.stripe.deliver(event)))
    const payment = await importedPayment(shop, payment_intent?.id ?? "")
    const order = await readOrder(shop, payment.order_id ?? "")

    expect(payment.issues).toEqual([])
    expect(order.items.map(({ variant_sku }) => variant_sku)).toEqual([SUIT])
  })
})
