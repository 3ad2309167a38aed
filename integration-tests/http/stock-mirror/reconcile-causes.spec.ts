import { mirrorAtRest } from "../../helpers/mirror"
import {
  causesOf,
  changeThere,
  changeUnseen,
  listDrift,
  reconcile,
  snapshotOf,
} from "../../helpers/reconcile"
import { Shop } from "../../helpers/shop"
import { variantIdOf } from "../../helpers/stock"
import { legacyQuantity, medusaQuantity } from "../../helpers/storefront"
import { waitFor } from "../../helpers/wait-for"

const size = (name: string) => `KCT-BURGUNDY-${name}-2P`

const HELD = size("34R")
const EDITED = size("36R")
const SET_BACK = size("38R")
const AHEAD = size("40R")
const NEVER_PUSHED = size("42R")
const MISSED = size("44R")
const NOT_LINKED = size("46R")
const WRONG_LINK = size("48R")
const OUT_OF_REACH = size("50R")

/** Seven pieces of a size, which the shop's own rule there forbids. */
const HELD_QUANTITY = 7

describe("comparing the legacy store with Medusa", () => {
  let shop: Shop

  beforeAll(async () => {
    shop = await Shop.open("reconcile_causes")
    await mirrorAtRest(shop)
  })
  afterAll(async () => {
    await shop.close()
  })

  async function bringAbout(): Promise<void> {
    await shop.legacy.query(
      `ALTER TABLE product_variants ADD CONSTRAINT no_seven
       CHECK (sku <> '${HELD}' OR inventory_quantity <> ${HELD_QUANTITY})`
    )
    await shop.db.query(
      `UPDATE inventory_level SET stocked_quantity = $2, reserved_quantity = 0
       WHERE inventory_item_id IN (
         SELECT inventory_item_id FROM product_variant_inventory_item WHERE variant_id = $1)`,
      [await variantIdOf(shop, HELD), HELD_QUANTITY]
    )
    await waitFor("the push of the held size to be given up", async () => {
      const { rows } = await shop.db.query<{ state: string }>(
        "SELECT state FROM stock_item WHERE id = $1",
        [await variantIdOf(shop, HELD)]
      )
      return rows[0]?.state === "dead"
    })
    await mirrorAtRest(shop)
    await changeThere(shop, EDITED, "inventory_quantity = 333")
    await changeThere(
      shop,
      SET_BACK,
      "inventory_quantity = 4, medusa_stock_version = medusa_stock_version - 1000"
    )
    await changeThere(
      shop,
      AHEAD,
      "inventory_quantity = 5, medusa_stock_version = medusa_stock_version + 1000000000000"
    )
    await changeThere(
      shop,
      OUT_OF_REACH,
      "inventory_quantity = 6, medusa_stock_version = 9223372036854775807"
    )
    await changeThere(
      shop,
      NEVER_PUSHED,
      "inventory_quantity = 8, medusa_stock_version = NULL"
    )
    await shop.db.query("DELETE FROM stock_item WHERE id = $1", [
      await variantIdOf(shop, NEVER_PUSHED),
    ])
    await changeUnseen(shop, [MISSED], 77)
    await changeThere(shop, NOT_LINKED, "medusa_variant_id = NULL")
    await changeThere(shop, WRONG_LINK, "medusa_variant_id = 'variant_wrong'")
  }

  it("finds each cause in a dry run, and changes nothing", async () => {
    expect(await reconcile(shop)).toMatchObject({ state: "done", differing: 0 })
    await bringAbout()
    const before = await snapshotOf(shop)

    const run = await reconcile(shop)

    expect(await causesOf(shop)).toEqual({
      [HELD]: "held",
      [EDITED]: "edited_there",
      [SET_BACK]: "set_back",
      [AHEAD]: "version_ahead",
      [OUT_OF_REACH]: "version_ahead",
      [NEVER_PUSHED]: "never_pushed",
      [MISSED]: "missed",
      [NOT_LINKED]: "not_linked",
      [WRONG_LINK]: "not_linked",
      variant_wrong: "unknown_item",
      // The sum of the sizes was never told of what was missed.
      [await productOf(MISSED)]: "missed",
    })
    expect(run).toMatchObject({
      state: "done",
      repairs: false,
      differing: 9,
      on_their_way: 0,
      repaired: 0,
      compared: run.total,
    })
    expect(await snapshotOf(shop)).toEqual(before)
  })

  it("says what differs in words, and what can be done", async () => {
    const [held] = await listDrift(shop, `q=${HELD.toLowerCase()}`)
    expect(held).toMatchObject({
      kind: "variant",
      sku: HELD,
      medusa_quantity: HELD_QUANTITY,
      cause: "held",
    })
    expect(held?.why).toContain("no_seven")
    expect(held?.difference).toBe(
      (held?.legacy_quantity ?? Number.NaN) - HELD_QUANTITY
    )
    const [unreachable] = await listDrift(shop, `q=${OUT_OF_REACH}`)
    expect(unreachable?.what_to_do).toContain("NULL")
    expect(await listDrift(shop, "cause=not_linked,held")).toHaveLength(3)
    expect(await listDrift(shop, "kind=product")).toHaveLength(1)
  })

  it("sees the same difference again as the same one", async () => {
    const before = await listDrift(shop)
    await reconcile(shop)
    const after = await listDrift(shop)
    expect(after.map(({ id, since }) => ({ id, since }))).toEqual(
      before.map(({ id, since }) => ({ id, since }))
    )
    expect(
      after.every(
        ({ seen_at }, index) => seen_at > (before[index]?.seen_at ?? "~")
      )
    ).toBe(true)
  })

  it("mends what can be mended, and leaves the rest to staff", async () => {
    const run = await reconcile(shop, { repairs: true })
    await mirrorAtRest(shop)

    expect(run).toMatchObject({ differing: 9, repaired: 6 })
    for (const sku of [SET_BACK, AHEAD, NEVER_PUSHED, MISSED]) {
      expect([sku, await legacyQuantity(shop, sku)]).toEqual([
        sku,
        await medusaQuantity(shop, sku),
      ])
    }
    expect(await causesOf(shop)).toEqual({
      [HELD]: "held",
      [EDITED]: "edited_there",
      [OUT_OF_REACH]: "version_ahead",
      [NOT_LINKED]: "not_linked",
      [WRONG_LINK]: "not_linked",
      variant_wrong: "unknown_item",
    })
    const resolved = await listDrift(shop, "state=resolved&limit=200")
    expect(new Set(resolved.map(({ resolution }) => resolution))).toEqual(
      new Set(["pushed"])
    )
    expect(await legacyQuantity(shop, EDITED)).toBe(333)
    expect(await legacyQuantity(shop, WRONG_LINK)).not.toBe(0)
  })

  it("pushes what staff choose, also over an edit", async () => {
    const run = await reconcile(shop, { repairs: true, skus: [EDITED] })
    await mirrorAtRest(shop)
    expect(run).toMatchObject({ kind: "chosen", compared: 1, repaired: 1 })
    expect(await legacyQuantity(shop, EDITED)).toBe(
      await medusaQuantity(shop, EDITED)
    )
  })

  it("closes what is equal again by itself", async () => {
    await shop.legacy.query(
      "ALTER TABLE product_variants DROP CONSTRAINT no_seven"
    )
    await changeThere(shop, OUT_OF_REACH, "medusa_stock_version = NULL")
    await shop.legacy.query(
      `UPDATE product_variants SET inventory_quantity = ${await medusaQuantity(shop, OUT_OF_REACH)}
       WHERE sku = $1`,
      [OUT_OF_REACH]
    )
    for (const sku of [NOT_LINKED, WRONG_LINK]) {
      await shop.legacy.query(
        "UPDATE product_variants SET medusa_variant_id = $2 WHERE sku = $1",
        [sku, await variantIdOf(shop, sku)]
      )
    }
    await reconcile(shop, { repairs: true })
    await mirrorAtRest(shop)

    expect(await causesOf(shop)).toEqual({})
    const resolved = await listDrift(shop, `state=resolved&q=${OUT_OF_REACH}`)
    expect(resolved).toMatchObject([{ resolution: "gone" }])
    expect(await legacyQuantity(shop, HELD)).toBe(HELD_QUANTITY)
  })

  async function productOf(sku: string): Promise<string> {
    const { rows } = await shop.db.query<{ id: string }>(
      "SELECT product_id AS id FROM product_variant WHERE sku = $1",
      [sku]
    )
    return rows[0]?.id ?? ""
  }
})
