import { randomUUID } from "node:crypto"
import { EditedShop } from "../../helpers/edited-shop"
import { stockOf, variantIdOf } from "../../helpers/stock"

const SUIT = "KCT-BURGUNDY-38R-2P"
const TIE = "KCT-BURGUNDY-TIE"
/** Not done yet: a person or another try is needed. */
const LEFT = ["conflict", "not_found", "failed"]

/** What is answered to who tells of stock numbers. */
describe("POST /admin/inventory", () => {
  let edited: EditedShop
  let key: string

  beforeAll(async () => {
    edited = await EditedShop.open("inventory_answers", "adjust")
    key = await edited.makeKey()
  })

  afterAll(async () => {
    await edited.close()
  })

  async function outcomesOf(items: unknown): Promise<unknown[]> {
    const { status, body } = await edited.post(items, `Bearer ${key}`)
    const outcomes = (body.results ?? []).map((one) => one.outcome)
    const isLeft = outcomes.some((one) => LEFT.includes(one))
    expect([status, body]).toEqual([
      isLeft ? 207 : 200,
      { results: expect.any(Array) },
    ])
    return outcomes
  }

  it("says what came of each item, in their order", async () => {
    const own = await edited.ownNumber(SUIT)
    const product_id = await productOf(SUIT)
    expect(
      await outcomesOf([
        own,
        { sku: "NOBODY", quantity: 1, version: 1 },
        { variant_id: "variant_nobody", quantity: 1 },
        { product_id: "prod_nobody", quantity: 1 },
        { product_id, quantity: 1 },
        { ...own, quantity: own.quantity + 1 },
        { ...own, quantity: own.quantity + 1 },
        { ...own, version: undefined, quantity: own.quantity + 9 },
        { ...own, version: 12, quantity: own.quantity + 9 },
        { ...own, version: Number.MAX_SAFE_INTEGER, previous_quantity: 1 },
      ])
    ).toEqual([
      "unchanged",
      "not_found",
      "not_found",
      "not_found",
      "conflict",
      "adjusted",
      "adjusted",
      "conflict",
      "conflict",
      "conflict",
    ])
    expect(await stockOf(edited.shop, SUIT)).toMatchObject({
      stocked: own.quantity + 1,
    })
    await edited.atRest()
  })

  it("F56: knows Medusa's own numbers when they come back, also those from before", async () => {
    const first = await edited.ownNumber(TIE)
    await outcomesOf({ ...first, quantity: first.quantity + 1 })
    await edited.atRest()
    const second = await edited.ownNumber(TIE)
    expect(second.quantity).toBe(first.quantity + 1)
    const pushes = await edited.pushes(TIE)

    expect(await outcomesOf([second, first, second])).toEqual(
      Array(3).fill("unchanged")
    )
    await edited.atRest()
    expect(await edited.pushes(TIE)).toBe(pushes)
  })

  it.each([
    [
      "a kit",
      "UPDATE product_variant_inventory_item SET required_quantity = 2 WHERE variant_id = $1",
    ],
    [
      "a variant that may be back-ordered",
      "UPDATE product_variant SET allow_backorder = true WHERE id = $1",
    ],
    [
      "a variant that is not counted",
      "UPDATE product_variant SET manage_inventory = false WHERE id = $1",
    ],
    [
      "a variant without an inventory item",
      "DELETE FROM product_variant_inventory_item WHERE variant_id = $1",
    ],
    [
      "a deleted variant",
      "UPDATE product_variant SET deleted_at = now() WHERE id = $1",
    ],
  ])("leaves %s to a person, and says what to do", async (_, sql) => {
    const { rows } = await edited.shop.db.query<{ id: string; sku: string }>(
      `SELECT variant.id, variant.sku FROM product_variant AS variant
       JOIN product_variant_inventory_item AS part
         ON part.variant_id = variant.id AND part.required_quantity = 1
       JOIN stock_item AS item ON item.id = variant.id AND item.pushed_version IS NOT NULL
       WHERE variant.deleted_at IS NULL AND variant.manage_inventory AND NOT variant.allow_backorder
         AND variant.sku NOT IN ($1, $2)
       ORDER BY variant.id LIMIT 1`,
      [SUIT, TIE]
    )
    const [variant] = rows
    const own = await edited.ownNumber(variant?.sku ?? "")
    await edited.shop.db.query(sql, [variant?.id])
    const { body } = await edited.post(
      {
        variant_id: variant?.id,
        quantity: own.quantity + 1,
        version: own.version,
        previous_quantity: own.quantity,
        edit_id: randomUUID(),
      },
      `Bearer ${key}`
    )
    expect(body.results).toEqual([
      {
        outcome: "conflict",
        message: expect.stringMatching(/Medusa|there/),
        variant_id: variant?.id,
        difference: 0,
      },
    ])
  })

  it("takes a thousand items at once", async () => {
    const item = {
      variant_id: "variant_nobody",
      quantity: 1,
      edit_id: randomUUID(),
    }
    expect(await outcomesOf(Array(1_000).fill(item))).toEqual(
      Array(1_000).fill("not_found")
    )
  })

  async function productOf(sku: string): Promise<string> {
    const { rows } = await edited.shop.db.query<{ product_id: string }>(
      "SELECT product_id FROM product_variant WHERE id = $1",
      [await variantIdOf(edited.shop, sku)]
    )
    return rows[0]?.product_id ?? ""
  }
})
