import { posted } from "../../helpers/answer-of"
import { mirrorAtRest } from "../../helpers/mirror"
import {
  askToReconcile,
  changeThere,
  changeUnseen,
  comparedAtLeast,
  ended,
  holdDrift,
  listDrift,
  noRunOpen,
  putUnknownRows,
  reconcile,
} from "../../helpers/reconcile"
import { Shop } from "../../helpers/shop"
import { legacyQuantity, medusaQuantity } from "../../helpers/storefront"
import { waitFor } from "../../helpers/wait-for"

const SKUS = ["34R", "36R", "38R", "40R", "42R", "44R"].map(
  (size) => `KCT-BURGUNDY-${size}-2P`
)
const [EDITED = "", MISSED = ""] = SKUS

const WRITERS = 8
const SALES = 60

describe("comparing while the shop is open", () => {
  let shop: Shop

  beforeAll(async () => {
    shop = await Shop.open("reconcile_live", {
      SUPABASE_RECONCILE_SECONDS: "1",
      SUPABASE_EDIT_POLICY: "adjust",
    })
    await mirrorAtRest(shop)
  })
  afterAll(async () => {
    await shop.close()
  })

  /** Sells one of a size, as Medusa does: a reservation raises what is promised. */
  const sell = (sku: string) =>
    shop.db.query(
      `UPDATE inventory_level SET reserved_quantity = reserved_quantity + 1,
              raw_reserved_quantity = jsonb_build_object('value', (reserved_quantity + 1)::text, 'precision', 20)
       WHERE inventory_item_id IN (
         SELECT part.inventory_item_id FROM product_variant_inventory_item AS part
         JOIN product_variant AS variant ON variant.id = part.variant_id WHERE variant.sku = $1)`,
      [sku]
    )

  it("F59: takes no sale for a difference, and never sets a number back", async () => {
    await changeUnseen(shop, SKUS, 1_000)
    await reconcile(shop, { repairs: true })
    await mirrorAtRest(shop)
    const known = new Set(
      (await listDrift(shop, "state=all&limit=200")).map(({ id }) => id)
    )

    const selling = new AbortController()
    const comparing = (async () => {
      while (!selling.signal.aborted) {
        await reconcile(shop, { repairs: true })
      }
    })()
    await Promise.all(
      Array.from({ length: WRITERS }, async (_, writer) => {
        for (let sale = 0; sale < SALES; sale++) {
          await sell(SKUS[(writer + sale) % SKUS.length] ?? "")
        }
      })
    )
    selling.abort()
    await comparing
    await mirrorAtRest(shop)

    const found = (await listDrift(shop, "state=all&limit=200")).filter(
      ({ id }) => !known.has(id)
    )
    expect(found).toEqual([])
    for (const sku of SKUS) {
      expect([sku, await legacyQuantity(shop, sku)]).toEqual([
        sku,
        await medusaQuantity(shop, sku),
      ])
    }
  })

  it("finds by the clock what neither a trigger nor an event told of", async () => {
    await changeUnseen(shop, [MISSED], 500)
    const quantity = await medusaQuantity(shop, MISSED)
    await waitFor("the number to arrive", async () => {
      return (await legacyQuantity(shop, MISSED)) === quantity
    })
    const { rows } = await shop.db.query<{ kinds: string[] }>(
      "SELECT array_agg(DISTINCT kind) AS kinds FROM stock_reconcile WHERE requested_by IS NULL"
    )
    expect(rows[0]?.kinds).toEqual(["quick"])
    await waitFor("the difference to be closed", async () => {
      const [drift] = await listDrift(
        shop,
        `state=resolved&cause=missed&q=${MISSED}`
      )
      return drift?.resolution === "pushed"
    })
  })

  it("takes over what was edited there, where the shop wants it so", async () => {
    const before = await medusaQuantity(shop, EDITED)
    await changeThere(
      shop,
      EDITED,
      "inventory_quantity = inventory_quantity + 9"
    )
    await reconcile(shop, { repairs: true })
    await mirrorAtRest(shop)
    expect(await medusaQuantity(shop, EDITED)).toBe(before + 9)
    expect(await legacyQuantity(shop, EDITED)).toBe(before + 9)
    const [drift] = await listDrift(
      shop,
      `state=resolved&cause=edited_there&q=${EDITED}`
    )
    expect(drift).toMatchObject({ resolution: "adopted", difference: 9 })
  })

  it("stops when it is told to, with what it has found", async () => {
    // One run at a time: the shop's own would stand where this one is to stand, and keep it waiting.
    await shop.stop()
    await shop.restart({ SUPABASE_RECONCILE_SECONDS: "3600" })
    await noRunOpen(shop)
    await putUnknownRows(shop, 3_000)
    await shop.legacy.query(
      "UPDATE product_variants SET inventory_quantity = 2 WHERE medusa_variant_id = 'variant_unknown_002500'"
    )
    const letGo = await holdDrift(shop)
    const { id } = await askToReconcile(shop)
    try {
      await comparedAtLeast(shop, id, 1_000)
      const { body } = await posted<{ message: string }>(
        shop,
        `/admin/storefront/stock/reconcile/${id}/stop`
      )
      expect(body.message).toContain("stops")
    } finally {
      await letGo()
    }
    const run = await ended(shop, id)
    expect(run).toMatchObject({
      state: "ignored",
      stopped: true,
      outcome_code: "stopped",
    })
    expect(run.compared).toBeGreaterThanOrEqual(1_000)
    expect(run.compared).toBeLessThan(run.total ?? 0)
    const again = await posted<{ message: string }>(
      shop,
      `/admin/storefront/stock/reconcile/${id}/stop`
    )
    expect(again.body.message).toContain("nothing was changed")
    await shop.legacy.query(
      "DELETE FROM product_variants WHERE medusa_variant_id LIKE 'variant_unknown_%'"
    )
    await reconcile(shop)
  })
})
