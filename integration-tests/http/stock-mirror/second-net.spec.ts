import {
  causesOfLastPush,
  idsOf,
  legacyShows,
  mirrorAtRest,
} from "../../helpers/mirror"
import { Shop } from "../../helpers/shop"
import { fillShelves } from "../../helpers/storefront"
import { waitFor } from "../../helpers/wait-for"

const SUIT = "KCT-BURGUNDY-38R-2P"
const TIE = "KCT-BURGUNDY-TIE"
const CAPTURED = [
  "inventory_level",
  "product_variant",
  "product_variant_inventory_item",
  "sales_channel_stock_location",
]

/** What the triggers miss: here they are switched off. */
describe("the second net", () => {
  let shop: Shop
  let suit: Awaited<ReturnType<typeof idsOf>>

  const post = (path: string, body: object) =>
    shop.admin(path, { method: "POST", body })
  const setTriggers = async (to: "ENABLE" | "DISABLE") => {
    for (const table of CAPTURED) {
      await shop.db.query(`ALTER TABLE ${table} ${to} TRIGGER USER`)
    }
  }
  const setLevel = (quantity: number) =>
    post(
      `/admin/inventory-items/${suit.item}/location-levels/${suit.location}`,
      {
        stocked_quantity: quantity,
      }
    )

  beforeAll(async () => {
    shop = await Shop.open("second_net")
    suit = await idsOf(shop, SUIT)
    await fillShelves(shop, [SUIT, TIE])
    await legacyShows(shop, SUIT, 1_000)
    await legacyShows(shop, TIE, 1_000)
    await mirrorAtRest(shop)
  })
  afterAll(async () => {
    await shop.close()
  })
  afterEach(async () => {
    await setTriggers("ENABLE")
  })

  it("catches an edit that no trigger noted", async () => {
    await setTriggers("DISABLE")
    await setLevel(970)
    await legacyShows(shop, SUIT, 970)
    await mirrorAtRest(shop)
    expect(await causesOfLastPush(shop, SUIT)).toEqual(["event"])
  })

  it("catches a variant, a kit's part and a location that no trigger noted", async () => {
    await setTriggers("DISABLE")
    const variant = `/admin/products/${suit.product}/variants/${suit.variant}`
    await post(variant, { allow_backorder: true })
    await legacyShows(shop, SUIT, 999)
    await post(variant, { allow_backorder: false })
    await legacyShows(shop, SUIT, 970)
    const { item } = await idsOf(shop, TIE)
    await post(`${variant}/inventory-items`, {
      inventory_item_id: item,
      required_quantity: 10,
    })
    await legacyShows(shop, SUIT, 100)
    await shop.admin(`${variant}/inventory-items/${item}`, { method: "DELETE" })
    await legacyShows(shop, SUIT, 970)
    const { rows } = await shop.db.query<{ id: string }>(
      "SELECT sales_channel_id AS id FROM sales_channel_stock_location LIMIT 1"
    )
    const link = `/admin/stock-locations/${suit.location}/sales-channels`
    await post(link, { remove: [rows[0]?.id] })
    await legacyShows(shop, SUIT, 0)
    await legacyShows(shop, TIE, 0)
    await post(link, { add: [rows[0]?.id] })
    await legacyShows(shop, SUIT, 970)
    await legacyShows(shop, TIE, 1_000)
  })

  it("adds nothing to what the triggers noted", async () => {
    await mirrorAtRest(shop)
    const pushes = async (): Promise<string[][]> => {
      const { rows } = await shop.db.query<{ causes: string[] }>(
        "SELECT causes FROM stock_push WHERE item_id = $1 ORDER BY id",
        [suit.variant]
      )
      return rows.map(({ causes }) => causes)
    }
    const before = (await pushes()).length
    await setLevel(960)
    await legacyShows(shop, SUIT, 960)
    // A change that no trigger notes shows when the net has looked at the events of both.
    await setTriggers("DISABLE")
    await post(
      `/admin/inventory-items/${(await idsOf(shop, TIE)).item}/location-levels/${suit.location}`,
      { stocked_quantity: 500 }
    )
    await legacyShows(shop, TIE, 500)
    await waitFor("the item to be at rest", async () => {
      await mirrorAtRest(shop)
      return true
    })
    expect((await pushes()).slice(before)).toEqual([["stocked"]])
  })
})
