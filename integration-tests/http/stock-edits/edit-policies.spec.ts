import { EditedShop } from "../../helpers/edited-shop"
import { variantIdOf } from "../../helpers/stock"
import { medusaQuantity } from "../../helpers/storefront"
import { waitFor } from "../../helpers/wait-for"

const SUIT = "KCT-BURGUNDY-38R-2P"
const TIE = "KCT-BURGUNDY-TIE"

describe("F57: an edit in the legacy store that is ignored", () => {
  let edited: EditedShop

  beforeAll(async () => {
    edited = await EditedShop.open("edits_ignored", "ignore")
  })

  afterAll(async () => {
    await edited.close()
  })

  it("is written over with Medusa's number, in one push, and kept for staff", async () => {
    const { quantity, version } = await edited.row(SUIT)
    const pushes = await edited.pushes(SUIT)
    await edited.edit(SUIT, quantity + 5)

    const [result] = await edited.forward()

    expect(result).toMatchObject({ outcome: "ignored", difference: 0 })
    await waitFor("Medusa's number", async () => {
      return (await edited.row(SUIT)).quantity === quantity
    })
    await edited.atRest()
    expect(await medusaQuantity(edited.shop, SUIT)).toBe(quantity)
    expect(await edited.pushes(SUIT)).toBe(pushes + 1)
    expect((await edited.row(SUIT)).version).toBeGreaterThan(version ?? 0)
    expect(await edited.takeMessages()).toEqual([])
    expect(await edited.kept()).toEqual([
      expect.objectContaining({
        variant_id: await variantIdOf(edited.shop, SUIT),
        outcome: "ignored",
        version: String(version),
        quantity_before: quantity,
        quantity_after: quantity + 5,
        difference: 0,
      }),
    ])
  })

  it("names the edit as the cause of that push", async () => {
    const { rows } = await edited.shop.db.query<{ causes: string[] }>(
      "SELECT causes FROM stock_push WHERE item_id = $1 ORDER BY id DESC LIMIT 1",
      [await variantIdOf(edited.shop, SUIT)]
    )
    expect(rows[0]?.causes).toEqual(["legacy_edit"])
  })
})

describe("F57: an edit in the legacy store that is reported", () => {
  let edited: EditedShop

  beforeAll(async () => {
    edited = await EditedShop.open("edits_reported", "report")
  })

  afterAll(async () => {
    await edited.close()
  })

  it("stays until Medusa's next change, and staff see it", async () => {
    const { quantity, version } = await edited.row(TIE)
    await edited.edit(TIE, quantity + 5)

    const [result] = await edited.forward()
    await edited.atRest()

    expect(result).toMatchObject({
      outcome: "ignored",
      message: expect.stringContaining("Staff were told"),
    })
    expect(await edited.row(TIE)).toEqual({ quantity: quantity + 5, version })
    expect(await medusaQuantity(edited.shop, TIE)).toBe(quantity)
    expect(await edited.kept(`?sku=${TIE}&outcome=reported`)).toHaveLength(1)

    await edited.shop.db.query(
      `UPDATE inventory_level SET stocked_quantity = stocked_quantity + 1
       FROM inventory_item AS item
       WHERE item.id = inventory_item_id AND item.sku = $1`,
      [TIE]
    )
    await waitFor("Medusa's number", async () => {
      return (await edited.row(TIE)).quantity === quantity + 1
    })
    expect(await edited.forward()).toEqual([])
  })

  it("is one row of the list, however often it is told of", async () => {
    const { quantity } = await edited.row(SUIT)
    await edited.edit(SUIT, quantity + 5)
    const messages = await edited.takeMessages()
    for (const message of [...messages, ...messages, ...messages]) {
      await edited.send(message)
    }
    expect(await edited.kept(`?sku=${SUIT}`)).toHaveLength(1)
  })
})
