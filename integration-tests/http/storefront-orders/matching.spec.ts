import { buy, minor } from "../../helpers/buy"
import { readReservations } from "../../helpers/order"
import { Shop } from "../../helpers/shop"
import { cartItem } from "../../helpers/storefront"
import type { Purchase } from "../../helpers/buy"

const SUIT_2P = "KCT-BURGUNDY-38R-2P"
const SUIT_3P = "KCT-BURGUNDY-38R-3P"
const OTHER_SIZE = "KCT-BURGUNDY-40R-2P"
const SHIRT = "KCT-WHITE-SHIRT-16.5-34-35"
const SHOES = "KCT-BLACK-OXFORD-9.5"
const TIE = "KCT-BURGUNDY-TIE"

/** Something that only its SKU, or nothing, can tell. */
function nameless(name: string, more: object = {}) {
  return {
    legacy_product_id: `none-${name.toLowerCase().replaceAll(/\W/g, "-")}`,
    name,
    unit_amount: 19_999,
    ...more,
  }
}

function questionsOf({ payment }: Purchase) {
  return payment.issues.map(({ kind }) => kind)
}

function offered({ payment }: Purchase): string[] {
  const { candidates } = payment.issues[0]?.details as {
    candidates: { sku: string }[]
  }
  return candidates.map(({ sku }) => sku)
}

describe("what a line of a payment is", () => {
  let shop: Shop

  beforeAll(async () => {
    shop = await Shop.open("matching")
  })

  afterAll(async () => {
    await shop.close()
  })

  async function variantId(sku: string): Promise<string> {
    const { rows } = await shop.db.query<{ id: string }>(
      "SELECT id FROM product_variant WHERE sku = $1",
      [sku]
    )
    return rows[0]?.id ?? ""
  }

  it("F21: an item nobody knows stays on the order as the storefront described it, with a question", async () => {
    const bought = await buy(shop, {
      kind: "priced",
      items: [
        cartItem(SHOES),
        nameless("Bespoke Coat", { size: "44 Long", color: "Camel" }),
      ],
    })

    expect(questionsOf(bought)).toEqual(["line_not_matched"])
    expect(bought.payment.state).toBe("held")
    expect(minor(bought.order.total)).toBe(bought.session.amount_total)
    const coat = bought.order.items.find(({ variant_id }) => !variant_id)
    expect(coat?.title).toBe("Bespoke Coat · 44 Long · Camel")
    expect(coat?.metadata).toMatchObject({
      matched_by: null,
      match_confidence: null,
      match_explanation: null,
    })
    expect(await readReservations(shop, bought.order)).toHaveLength(1)
  })

  it("F22: a draft without a price is sold all the same", async () => {
    const id = await variantId(SHIRT)
    await shop.db.query(
      "DELETE FROM product_variant_price_set WHERE variant_id = $1",
      [id]
    )
    await shop.db.query(
      "UPDATE product SET status = 'draft' WHERE id = (SELECT product_id FROM product_variant WHERE id = $1)",
      [id]
    )

    const bought = await buy(shop, { kind: "ad_hoc", items: [cartItem(SHIRT)] })

    expect(questionsOf(bought)).toEqual([])
    expect(bought.order.items[0]).toMatchObject({
      variant_sku: SHIRT,
      metadata: {
        matched_by: "legacy_product_and_size",
        match_confidence: "high",
      },
    })
    expect(minor(bought.order.total)).toBe(bought.session.amount_total)
  })

  it("F22: a variant that was deleted is never sold again: the size that is missing is asked about", async () => {
    const sku = "KCT-BURGUNDY-54L-2P"
    const id = await variantId(sku)
    await shop.admin(`/admin/products/${await productOf(id)}/variants/${id}`, {
      method: "DELETE",
    })

    const bought = await buy(shop, {
      kind: "priced",
      items: [{ ...cartItem(sku), line_metadata: { medusa_variant_id: id } }],
    })

    expect(questionsOf(bought)).toEqual(["line_ambiguous"])
    expect(bought.order.items[0]?.variant_id).toBeNull()
    expect(bought.order.items[0]?.title).toContain("54L")
    expect(bought.payment.issues[0]?.message).toContain(
      `The variant «${id}» that the storefront names is no longer there. No variant of the style is size «54L»`
    )
    expect(offered(bought)).not.toContain(sku)
  })

  it("F23: two variants that fit are both offered, and neither is taken", async () => {
    await shop.db.query(
      `UPDATE product_variant SET metadata = metadata || '{"stripe_price_id": "price_of_two"}'
       WHERE sku = ANY($1)`,
      [[SUIT_2P, SUIT_3P]]
    )

    const bought = await buy(shop, {
      kind: "priced",
      items: [
        nameless("Burgundy Suit", {
          stripe_price_id: "price_of_two",
          size: "38R",
        }),
      ],
    })

    expect(questionsOf(bought)).toEqual(["line_ambiguous"])
    expect(offered(bought)).toEqual([SUIT_2P, SUIT_3P])
    expect(bought.order.items[0]?.variant_id).toBeNull()
    expect(await readReservations(shop, bought.order)).toEqual([])
  })

  it("F24: a SKU in other case, spacing and Unicode form is the catalogue's", async () => {
    const spellings = [
      "kct-burgundy-40r-2p",
      " KCT-BURGUNDY-40 R-2P ",
      "KCT BURGUNDY 40R 2P",
      "ＫＣＴ－ＢＵＲＧＵＮＤＹ－４０Ｒ－２Ｐ",
      "KCT–BURGUNDY‑40R−2P",
    ]

    const { payment, order } = await buy(shop, {
      kind: "priced",
      items: [OTHER_SIZE, ...spellings].map((sku, index) =>
        nameless(`Thing ${index}`, { line_metadata: { sku } })
      ),
    })

    expect(payment.issues.filter(({ kind }) => kind !== "oversold")).toEqual([])
    expect(order.items.map(({ variant_sku }) => variant_sku)).toEqual(
      new Array(6).fill(OTHER_SIZE)
    )
    expect(
      order.items.map(({ metadata }) => metadata?.match_confidence).sort()
    ).toEqual(["certain", ...new Array<string>(5).fill("high")])
  })

  it("a SKU of another size than the line says is asked about", async () => {
    const bought = await buy(shop, {
      kind: "ad_hoc",
      items: [
        nameless("Burgundy Suit (2-Piece)", {
          size: "38R",
          line_metadata: { sku: OTHER_SIZE },
        }),
      ],
    })

    expect(questionsOf(bought)).toEqual(["line_ambiguous"])
    expect(offered(bought)).toEqual([OTHER_SIZE, SUIT_2P])
  })

  it("what staff once chose for an item is what it is the next time, until that is gone", async () => {
    const items = [nameless("Wedding Special", { size: "38R" })]
    const first = await buy(shop, { kind: "ad_hoc", items })
    expect(questionsOf(first)).toEqual(["line_not_matched"])
    await rememberAnswer(first, await variantId(TIE))

    const second = await buy(shop, { kind: "ad_hoc", items })
    expect(questionsOf(second)).toEqual([])
    expect(second.order.items[0]).toMatchObject({
      variant_sku: TIE,
      metadata: {
        matched_by: "staff_choice",
        match_confidence: "certain",
        match_explanation:
          "Staff chose this variant when the storefront sold the same item before",
      },
    })

    const other = nameless("Wedding Special", { size: "40R" })
    const third = await buy(shop, { kind: "ad_hoc", items: [other] })
    expect(questionsOf(third)).toEqual(["line_not_matched"])

    await shop.db.query(
      "UPDATE storefront_item_mapping SET variant_id = 'variant_gone'"
    )
    const fourth = await buy(shop, { kind: "ad_hoc", items })
    expect(questionsOf(fourth)).toEqual(["line_not_matched"])
    expect(fourth.payment.issues[0]?.message).toContain(
      "The variant that staff chose for this item before is no longer there"
    )
  })

  async function productOf(variant: string): Promise<string> {
    const { rows } = await shop.db.query<{ product_id: string }>(
      "SELECT product_id FROM product_variant WHERE id = $1",
      [variant]
    )
    return rows[0]?.product_id ?? ""
  }

  async function rememberAnswer(
    { payment }: Purchase,
    variant: string
  ): Promise<void> {
    await shop.db.query(
      `INSERT INTO storefront_item_mapping (id, key, variant_id, item, chosen_by_type)
       SELECT 'smap_' || id, item_key, $2, details -> 'item', 'user'
       FROM storefront_issue WHERE id = $1`,
      [payment.issues[0]?.id, variant]
    )
  }
})
