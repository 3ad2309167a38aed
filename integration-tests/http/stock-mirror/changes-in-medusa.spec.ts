import {
  causesOfLastPush,
  idsOf,
  legacyShows,
  legacyTotal,
  mirrorAtRest,
} from "../../helpers/mirror"
import { Shop } from "../../helpers/shop"
import { fillShelves, legacyQuantity } from "../../helpers/storefront"

const SUIT = "KCT-BURGUNDY-38R-2P"
const TIE = "KCT-BURGUNDY-TIE"
const BOW = "KCT-BLACK-BOW"
const UNCOUNTED = 999

/** Whatever changes what can be sold, by the routes that staff use where there are any. */
describe("F58: what changes in Medusa reaches the legacy store", () => {
  let shop: Shop
  let suit: Awaited<ReturnType<typeof idsOf>>

  const post = (path: string, body: object) =>
    shop.admin(path, { method: "POST", body })
  const sql = (text: string, values: unknown[] = []) =>
    shop.db.query(text, values)

  beforeAll(async () => {
    shop = await Shop.open("changes_in_medusa")
    suit = await idsOf(shop, SUIT)
  })
  afterAll(async () => {
    await shop.close()
  })
  beforeEach(async () => {
    await fillShelves(shop, [SUIT, TIE, BOW])
    await legacyShows(shop, SUIT, 1_000)
    await mirrorAtRest(shop)
  })

  const level = (quantity: number) =>
    post(
      `/admin/inventory-items/${suit.item}/location-levels/${suit.location}`,
      {
        stocked_quantity: quantity,
      }
    )

  it("an edit, with the sum of its style", async () => {
    const before = await legacyTotal(shop, SUIT)
    await level(997)
    await legacyShows(shop, SUIT, 997)
    await mirrorAtRest(shop)
    expect(await legacyTotal(shop, SUIT)).toBe(before - 3)
    expect(await causesOfLastPush(shop, SUIT)).toEqual(["stocked"])
  })

  it("a variant that is no longer counted, or may be back-ordered", async () => {
    const path = `/admin/products/${suit.product}/variants/${suit.variant}`
    // By its route the variant would lose its inventory item, and could not get it back.
    const manage =
      "UPDATE product_variant SET manage_inventory = $2 WHERE id = $1"
    await sql(manage, [suit.variant, false])
    await legacyShows(shop, SUIT, UNCOUNTED)
    await sql(manage, [suit.variant, true])
    await legacyShows(shop, SUIT, 1_000)
    for (const [body, quantity] of [
      [{ allow_backorder: true }, UNCOUNTED],
      [{ allow_backorder: false }, 1_000],
    ] as const) {
      await post(path, body)
      await legacyShows(shop, SUIT, quantity)
    }
    await mirrorAtRest(shop)
    expect(await causesOfLastPush(shop, SUIT)).toEqual(["variant"])
  })

  it("a kit's part that is added, needed more often and taken away", async () => {
    const tie = await idsOf(shop, TIE)
    const path = `/admin/products/${suit.product}/variants/${suit.variant}/inventory-items`
    await post(path, { inventory_item_id: tie.item, required_quantity: 2 })
    await legacyShows(shop, SUIT, 500)
    await post(`${path}/${tie.item}`, { required_quantity: 4 })
    await legacyShows(shop, SUIT, 250)
    await shop.admin(`${path}/${tie.item}`, { method: "DELETE" })
    await legacyShows(shop, SUIT, 1_000)
  })

  it("a location that is added, and one that leaves the channel", async () => {
    const { rows } = await sql(
      "SELECT sales_channel_id AS id FROM sales_channel_stock_location LIMIT 1"
    )
    const [channel] = rows as { id: string }[]
    const { stock_location } = await shop.admin<{
      stock_location: { id: string }
    }>("/admin/stock-locations", { method: "POST", body: { name: "Second" } })
    const second = stock_location.id
    await post(`/admin/inventory-items/${suit.item}/location-levels`, {
      location_id: second,
      stocked_quantity: 11,
    })
    const link = `/admin/stock-locations/${second}/sales-channels`
    await post(link, { add: [channel?.id] })
    await legacyShows(shop, SUIT, 1_011)
    await post(link, { remove: [channel?.id] })
    await legacyShows(shop, SUIT, 1_000)
    await post(link, { add: [channel?.id] })
    await legacyShows(shop, SUIT, 1_011)
    await sql("UPDATE stock_location SET deleted_at = now() WHERE id = $1", [
      second,
    ])
    await legacyShows(shop, SUIT, 1_000)
    await sql("UPDATE stock_location SET deleted_at = NULL WHERE id = $1", [
      second,
    ])
    await legacyShows(shop, SUIT, 1_011)
    await sql(
      "UPDATE inventory_level SET deleted_at = now() WHERE location_id = $1",
      [second]
    )
    await legacyShows(shop, SUIT, 1_000)
  })

  it("another channel of the store, for everything", async () => {
    const { sales_channel } = await shop.admin<{
      sales_channel: { id: string }
    }>("/admin/sales-channels", { method: "POST", body: { name: "Empty" } })
    const { rows } = await sql(
      "SELECT id, default_sales_channel_id AS channel FROM store"
    )
    const [store] = rows as { id: string; channel: string }[]
    await post(`/admin/stores/${store?.id}`, {
      default_sales_channel_id: sales_channel.id,
    })
    await legacyShows(shop, SUIT, 0)
    await legacyShows(shop, BOW, 0)
    await post(`/admin/stores/${store?.id}`, {
      default_sales_channel_id: store?.channel,
    })
    await legacyShows(shop, SUIT, 1_000)
    await legacyShows(shop, BOW, 1_000)
  })

  it("safety stock of a variant, of a product and in general", async () => {
    await sql(
      `INSERT INTO stock_rule (id, scope, safety_stock) VALUES ('general', 'general', 1)`
    )
    await legacyShows(shop, SUIT, 999)
    await legacyShows(shop, BOW, 999)
    await sql(
      "INSERT INTO stock_rule (id, scope, safety_stock) VALUES ($1, 'product', 10), ($2, 'variant', 100)",
      [suit.product, suit.variant]
    )
    await legacyShows(shop, SUIT, 900)
    await sql("DELETE FROM stock_rule WHERE scope = 'variant'")
    await legacyShows(shop, SUIT, 990)
    await sql("DELETE FROM stock_rule")
    await legacyShows(shop, SUIT, 1_000)
  })

  it("SQL by hand over everything", async () => {
    await sql(
      `UPDATE inventory_level SET stocked_quantity = reserved_quantity + 7,
         raw_stocked_quantity = jsonb_build_object('value', (reserved_quantity + 7)::text, 'precision', 20)
       WHERE location_id = $1`,
      [suit.location]
    )
    await legacyShows(shop, SUIT, 7)
    await legacyShows(shop, BOW, 7)
    await mirrorAtRest(shop)
    const { rows } = await shop.legacy.query(
      "SELECT FROM product_variants WHERE medusa_variant_id IS NOT NULL AND inventory_quantity > 7"
    )
    expect(rows).toEqual([])
  })

  it("a variant and a level that are deleted, and are back", async () => {
    const before = await legacyTotal(shop, BOW)
    const bow = await idsOf(shop, BOW)
    await sql("UPDATE product_variant SET deleted_at = now() WHERE id = $1", [
      bow.variant,
    ])
    await legacyShows(shop, BOW, 0)
    await sql("UPDATE product_variant SET deleted_at = NULL WHERE id = $1", [
      bow.variant,
    ])
    await legacyShows(shop, BOW, 1_000)
    await sql("UPDATE inventory_item SET deleted_at = now() WHERE id = $1", [
      bow.item,
    ])
    await legacyShows(shop, BOW, 0)
    await sql("UPDATE inventory_item SET deleted_at = NULL WHERE id = $1", [
      bow.item,
    ])
    await legacyShows(shop, BOW, 1_000)
    await mirrorAtRest(shop)
    expect(await legacyTotal(shop, BOW)).toBe(before)
    await shop.admin(`/admin/products/${bow.product}`, { method: "DELETE" })
    await legacyShows(shop, BOW, 0)
    await mirrorAtRest(shop)
    expect(await legacyTotal(shop, BOW)).toBe(0)
    expect(await legacyQuantity(shop, SUIT)).toBe(1_000)
  })

  it("F50: a change that a long transaction commits after later ones", async () => {
    const slow = await shop.db.connect()
    try {
      await slow.query("BEGIN")
      await slow.query(
        `UPDATE inventory_level SET stocked_quantity = 40 WHERE inventory_item_id = $1`,
        [(await idsOf(shop, TIE)).item]
      )
      await level(998)
      await legacyShows(shop, SUIT, 998)
      await mirrorAtRest(shop)
      expect(await legacyQuantity(shop, TIE)).toBe(1_000)
      await slow.query("COMMIT")
    } finally {
      slow.release()
    }
    await legacyShows(shop, TIE, 40)
  })
})
