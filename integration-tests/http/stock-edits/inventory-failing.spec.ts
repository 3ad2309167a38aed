import { randomUUID } from "node:crypto"
import { EditedShop, type InventoryAnswer } from "../../helpers/edited-shop"
import { FaultPoints } from "../../helpers/fault-points"
import { stockOf, variantIdOf } from "../../helpers/stock"

const SUIT = "KCT-BURGUNDY-38R-2P"
const TIE = "KCT-BURGUNDY-TIE"
const SHOES = "KCT-BLACK-OXFORD-9.5"
const ALL = [SUIT, TIE, SHOES]

/** What becomes of the others where one item of a message goes wrong, and of all where the database does. */
describe("POST /admin/inventory, when something fails", () => {
  let edited: EditedShop
  let key: string
  let points: FaultPoints

  beforeAll(async () => {
    edited = await EditedShop.open("inventory_failing", "adjust")
    key = await edited.makeKey()
    points = await FaultPoints.install(edited.shop.db, ["legacy_edit"])
  })

  afterEach(async () => {
    await points.disarm()
    await edited.atRest()
  })

  afterAll(async () => {
    points.release()
    await edited.close()
  })

  async function oneMoreOfEach() {
    return Promise.all(
      ALL.map(async (sku) => {
        const { quantity, version } = await edited.row(sku)
        const edit_id = randomUUID()
        const previous_quantity = quantity
        return {
          sku,
          quantity: quantity + 1,
          previous_quantity,
          version,
          edit_id,
        }
      })
    )
  }

  const stocked = () =>
    Promise.all(
      ALL.map(async (sku) => (await stockOf(edited.shop, sku)).stocked)
    )

  const post = (body: unknown) => edited.post(body, `Bearer ${key}`)

  const outcomes = ({ body }: InventoryAnswer) =>
    (body.results ?? []).map((one) => one.outcome)

  it("takes the good items beside one that the database refuses, and that one when it is sent again", async () => {
    const items = await oneMoreOfEach()
    const [suit = 0, tie = 0, shoes = 0] = await stocked()
    await points.arm({
      table: "legacy_edit",
      operation: "INSERT",
      key: await variantIdOf(edited.shop, TIE),
      mode: "raise",
    })

    const first = await post(items)

    expect(first.status).toBe(207)
    expect(outcomes(first)).toEqual(["adjusted", "failed", "adjusted"])
    expect(await stocked()).toEqual([suit + 1, tie, shoes + 1])

    await points.disarm()
    const second = await post(items)

    expect([second.status, outcomes(second)]).toEqual([
      200,
      ["adjusted", "adjusted", "adjusted"],
    ])
    expect(await stocked()).toEqual([suit + 1, tie + 1, shoes + 1])
  })

  it("F16: does nothing at all where the database is cut off in the middle, says so, and counts once when it is sent again", async () => {
    const items = await oneMoreOfEach()
    const before = await stocked()
    await points.arm({
      table: "legacy_edit",
      operation: "INSERT",
      key: await variantIdOf(edited.shop, TIE),
      mode: "block",
    })
    const [answer] = await Promise.all([
      fetch(`${edited.shop.url}/admin/inventory`, {
        method: "POST",
        headers: {
          authorization: `Bearer ${key}`,
          "content-type": "application/json",
        },
        body: JSON.stringify(items),
      }),
      points.waitForBlocked(1).then(() => points.cutBlocked()),
    ])

    expect(answer.status).toBe(503)
    expect(answer.headers.get("retry-after")).toBe("5")
    expect(await answer.json()).toEqual({
      type: "unavailable",
      code: "legacy_edits_not_taken",
      message: expect.stringContaining("Send the same again"),
    })
    expect(await stocked()).toEqual(before)

    await points.disarm()
    expect((await post(items)).status).toBe(200)
    expect((await post(items)).status).toBe(200)
    expect(await stocked()).toEqual(before.map((count) => count + 1))
  })

  it("takes the number of a product that has one variant for that variant's, and writes both", async () => {
    const { rows } = await edited.shop.db.query<{
      product_id: string
      sku: string
      version: number
      quantity: number
    }>(
      `SELECT variant.product_id, min(variant.sku) AS sku, item.pushed_quantity AS quantity,
              item.pushed_version::float8 AS version
       FROM product_variant AS variant JOIN stock_item AS item ON item.id = variant.product_id
       WHERE variant.deleted_at IS NULL
       GROUP BY variant.product_id, item.id HAVING count(*) = 1 ORDER BY 1 LIMIT 1`
    )
    const { product_id, sku, version, quantity } = rows[0] ?? { sku: "" }
    const before = await stockOf(edited.shop, sku)

    const answer = await post({
      product_id,
      quantity: Number(quantity) + 3,
      version,
    })

    expect([answer.status, answer.body.results]).toEqual([
      200,
      [expect.objectContaining({ outcome: "adjusted", difference: 3 })],
    ])
    expect((await stockOf(edited.shop, sku)).stocked).toBe(before.stocked + 3)
    await edited.atRest()
    expect((await edited.row(sku)).quantity).toBe(Number(quantity) + 3)
  })

  it("leaves a number to a person that would be beyond all columns, and takes the others", async () => {
    const [item, other] = await oneMoreOfEach()
    const far = {
      ...item,
      quantity: 2 ** 31 - 1,
      previous_quantity: -(2 ** 31),
    }
    const answer = await post([far, other])
    expect([answer.status, outcomes(answer)]).toEqual([
      207,
      ["conflict", "adjusted"],
    ])
  })
})
