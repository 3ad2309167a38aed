import { EditedShop } from "../helpers/edited-shop"
import { expireLeases } from "../helpers/expire-leases"
import { FaultPoints } from "../helpers/fault-points"
import { variantIdOf } from "../helpers/stock"
import { medusaQuantity } from "../helpers/storefront"

/** A size, and the write of its edit that stands still when the server dies. */
const STEPS = [
  ["KCT-BURGUNDY-38R-2P", "legacy_edit", "INSERT"],
  ["KCT-BURGUNDY-TIE", "inventory_level", "UPDATE"],
  ["KCT-WHITE-SHIRT-16.5-34-35", "stock_change", "INSERT"],
] as const
/** Its edit is taken over, and the server dies before anybody can rely on that. */
const DONE = "KCT-BLACK-BOW"
const DIFFERENCE = 4

describe("F57: a server that is killed while it takes edits over", () => {
  let edited: EditedShop
  let faults: FaultPoints

  beforeAll(async () => {
    edited = await EditedShop.open("edits_killed", "adjust")
    faults = await FaultPoints.install(
      edited.shop.db,
      STEPS.map(([, table]) => table)
    )
  })

  afterAll(async () => {
    faults.release()
    await edited.close()
  })

  it("counts each of them once, wherever it was, when it is told of again", async () => {
    const skus = [...STEPS.map(([sku]) => sku), DONE]
    const before = new Map<string, number>()
    for (const sku of skus) {
      const { quantity } = await edited.row(sku)
      before.set(sku, quantity)
      await edited.edit(sku, quantity + DIFFERENCE)
    }
    for (const [sku, table, operation] of STEPS) {
      const key =
        table === "inventory_level"
          ? await itemOf(sku)
          : await variantIdOf(edited.shop, sku)
      await faults.arm({ table, operation, key, mode: "block" })
    }
    const messages = await edited.takeMessages()

    const answers = messages.map((message) =>
      edited.send(message).catch(() => null)
    )
    await faults.waitForBlocked(STEPS.length)
    expect(await answers.at(-1)).toMatchObject({ status: 200 })
    await edited.shop.kill()
    await faults.disarm()
    await faults.cutBlocked()
    const answered = await Promise.all(answers)
    expect(answered.map((answer) => answer !== null)).toEqual([
      ...STEPS.map(() => false),
      true,
    ])
    expect(await edited.row(STEPS[0][0])).toMatchObject({
      quantity: (before.get(STEPS[0][0]) ?? 0) + DIFFERENCE,
    })

    await edited.shop.restart()
    // What was just being pushed.
    await expireLeases(edited.shop, ["stock_item"])
    for (const message of [...messages, ...messages]) {
      expect(await edited.send(message)).toMatchObject({
        results: [{ outcome: "adjusted", difference: DIFFERENCE }],
      })
    }
    await edited.atRest()

    for (const sku of skus) {
      const expected = (before.get(sku) ?? 0) + DIFFERENCE
      expect([sku, await medusaQuantity(edited.shop, sku)]).toEqual([
        sku,
        expected,
      ])
      expect([sku, (await edited.row(sku)).quantity]).toEqual([sku, expected])
    }
    expect(await edited.takeMessages()).toEqual([])
  })

  async function itemOf(sku: string): Promise<string> {
    const { rows } = await edited.shop.db.query<{ id: string }>(
      `SELECT inventory_item_id AS id FROM product_variant_inventory_item WHERE variant_id = $1`,
      [await variantIdOf(edited.shop, sku)]
    )
    return rows[0]?.id ?? ""
  }
})
