import { buy } from "../../helpers/buy"
import { EditedShop } from "../../helpers/edited-shop"
import { stockOf, variantIdOf } from "../../helpers/stock"
import { cartItem, medusaQuantity } from "../../helpers/storefront"
import { waitFor } from "../../helpers/wait-for"

const SUIT = "KCT-BURGUNDY-38R-2P"
const TIE = "KCT-BURGUNDY-TIE"
const SHIRT = "KCT-WHITE-SHIRT-16.5-34-35"
const SHOES = "KCT-BLACK-OXFORD-9.5"
const BOW = "KCT-BLACK-BOW"
const NAVY_SUIT = "KCT-NAVY-40R-3P"
const OTHER_SUIT = "KCT-BLACK-40R-3P"

/** Numbers that are changed in Supabase, with the policy `adjust`: the difference counts. */
describe("an edit in the legacy store that is taken over", () => {
  let edited: EditedShop

  beforeAll(async () => {
    edited = await EditedShop.open("edits_adjusted", "adjust")
  })

  afterAll(async () => {
    await edited.close()
  })

  /** What both sides say of a size once nothing is on its way. */
  async function bothSides(sku: string): Promise<[number, number]> {
    await edited.atRest()
    return [
      await medusaQuantity(edited.shop, sku),
      (await edited.row(sku)).quantity,
    ]
  }

  it("F57: is added to Medusa's stock and written back once, and nobody is told of that", async () => {
    const before = await edited.row(SUIT)
    const pushes = await edited.pushes(SUIT)

    await edited.edit(SUIT, before.quantity + 4)
    const [result] = await edited.forward()

    expect(result).toEqual({
      outcome: "adjusted",
      message: "Medusa's stock was changed by +4",
      variant_id: await variantIdOf(edited.shop, SUIT),
      difference: 4,
    })
    expect(await bothSides(SUIT)).toEqual([
      before.quantity + 4,
      before.quantity + 4,
    ])
    expect(await edited.pushes(SUIT)).toBe(pushes + 1)
    expect(await edited.takeMessages()).toEqual([])
  })

  it("F57: does not undo a sale that came between", async () => {
    const { quantity } = await edited.row(TIE)
    await edited.edit(TIE, quantity - 10)
    const messages = await edited.takeMessages()
    await buy(edited.shop, { kind: "priced", items: [cartItem(TIE, 3)] })
    await edited.atRest()

    for (const message of messages) {
      await edited.send(message)
    }

    expect(await bothSides(TIE)).toEqual([quantity - 13, quantity - 13])
    expect(await edited.takeMessages()).toEqual([])
  })

  it("sums up with a second edit before Medusa's number is there, told of in any order and twice", async () => {
    const { quantity } = await edited.row(SHIRT)
    await edited.edit(SHIRT, quantity + 5)
    await edited.edit(SHIRT, quantity + 2)
    await edited.edit(SHIRT, quantity + 9)
    const messages = await edited.takeMessages()

    for (const message of [...messages.reverse(), ...messages]) {
      expect(await edited.send(message)).toMatchObject({
        results: [{ outcome: "adjusted" }],
      })
    }

    expect(await bothSides(SHIRT)).toEqual([quantity + 9, quantity + 9])
  })

  it("counts once where the same report comes from many at once", async () => {
    const { quantity } = await edited.row(SHOES)
    await edited.edit(SHOES, quantity + 1)
    const messages = await edited.takeMessages()
    const told = await Promise.all(
      Array.from({ length: 20 }, () => messages)
        .flat()
        .map((message) => edited.send(message))
    )
    expect(told.map((one) => one.results[0]?.difference)).toEqual(
      Array<number>(20).fill(1)
    )
    expect(await bothSides(SHOES)).toEqual([quantity + 1, quantity + 1])
  })

  it("goes back again where the number goes back", async () => {
    const { quantity } = await edited.row(BOW)
    await edited.edit(BOW, quantity + 3)
    await edited.edit(BOW, quantity)
    const results = await edited.forward()
    expect(results.map(({ difference }) => difference)).toEqual([3, -3])
    expect(await bothSides(BOW)).toEqual([quantity, quantity])
  })

  it("F57: is a difference of what can be sold after the safety stock too", async () => {
    const id = await variantIdOf(edited.shop, NAVY_SUIT)
    await edited.shop.db.query(
      `INSERT INTO stock_rule (id, scope, safety_stock) VALUES ($1, 'variant', 3)`,
      [id]
    )
    await edited.shop.db.query(
      `INSERT INTO stock_change (variant_id, source) VALUES ($1, 'safety_stock')`,
      [id]
    )
    await edited.shop.db.query("SELECT pg_notify('stock_change', '')")
    const stock = await medusaQuantity(edited.shop, NAVY_SUIT)
    await waitFor("the safety stock to be kept back", async () => {
      return (await edited.row(NAVY_SUIT)).quantity === stock - 3
    })

    await edited.edit(NAVY_SUIT, stock - 3 + 5)
    expect(await edited.forward()).toMatchObject([{ difference: 5 }])
    expect(await bothSides(NAVY_SUIT)).toEqual([stock + 5, stock + 2])
    await edited.edit(NAVY_SUIT, 0)
    expect(await edited.forward()).toMatchObject([{ difference: -stock - 2 }])
    expect(await bothSides(NAVY_SUIT)).toEqual([3, 0])
  })

  it("takes nothing that is promised to an order: a person has to look", async () => {
    await buy(edited.shop, { kind: "priced", items: [cartItem(OTHER_SUIT, 1)] })
    await edited.atRest()
    const before = await stockOf(edited.shop, OTHER_SUIT)
    const { quantity } = await edited.row(OTHER_SUIT)
    await edited.edit(OTHER_SUIT, 0)
    const messages = await edited.takeMessages()
    await buy(edited.shop, { kind: "priced", items: [cartItem(OTHER_SUIT, 1)] })

    const [message] = messages
    const taken = message && (await edited.send(message))

    expect(taken?.results).toEqual([
      {
        outcome: "conflict",
        message: expect.stringContaining("count the pieces"),
        variant_id: await variantIdOf(edited.shop, OTHER_SUIT),
        difference: 0,
      },
    ])
    expect(await stockOf(edited.shop, OTHER_SUIT)).toEqual({
      stocked: before.stocked,
      reserved: before.reserved + 1,
    })
    expect(await edited.kept(`?sku=${OTHER_SUIT}`)).toEqual([
      expect.objectContaining({
        outcome: "conflict",
        quantity_before: quantity,
        quantity_after: 0,
        sku: OTHER_SUIT,
      }),
    ])
  })

  it("keeps a list of what was done, for staff", async () => {
    const edits = await edited.kept(`?sku=${SHIRT}&outcome=adjusted`)
    expect(edits.map(({ difference, source }) => [difference, source])).toEqual(
      expect.arrayContaining([
        [5, "trigger"],
        [-3, "trigger"],
        [7, "trigger"],
      ])
    )
    expect(edits).toHaveLength(3)
  })
})
