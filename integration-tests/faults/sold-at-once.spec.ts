import { freePort } from "../helpers/free-port"
import { auditMirror, auditedFaults } from "../helpers/mirror/audit"
import { mirrorAtRest } from "../helpers/mirror"
import { differences } from "../helpers/mirror/mirror"
import { type ServerProcess, startServer } from "../helpers/server-process"
import { Shop } from "../helpers/shop"
import { cartItem, inboxAtRest, legacyQuantity } from "../helpers/storefront"
import { waitFor } from "../helpers/wait-for"

const CLIENTS = 50
const SKU = "KCT-BURGUNDY-TIE"
/** Fewer than are asked for, so that some are refused. */
const STOCK = 40

/** Two backends on one database share the work of the mirror. */
describe("two backends with one legacy store", () => {
  let shop: Shop
  let second: ServerProcess

  beforeAll(async () => {
    shop = await Shop.open("sold_at_once", {
      SUPABASE_RECONCILE_SECONDS: "3600",
    })
    second = await startServer(await freePort(), shop.environment)
    await mirrorAtRest(shop)
    await auditMirror(shop.legacy)
  })

  afterAll(async () => {
    await second.end("SIGKILL")
    await shop.close()
  })

  it("F52: fifty clients sell one item at once, and the mirror ends with the truth", async () => {
    const level = await stockTo(STOCK)
    const sales = Array.from({ length: CLIENTS }, (_, client) =>
      client % 2 === 0 ? pay() : reserve(level)
    )
    await Promise.all(sales)
    await inboxAtRest(shop, 90_000)
    await mirrorAtRest(shop)
    expect(await differences(shop)).toEqual([])
    expect(await auditedFaults(shop.legacy)).toEqual([])
    expect(await legacyQuantity(shop, SKU)).toBeLessThan(STOCK - CLIENTS / 4)
  })

  it("F45: what waits is pushed by the one that is left", async () => {
    await second.end("SIGKILL")
    await stockTo(STOCK)
    await mirrorAtRest(shop)
    expect(await differences(shop)).toEqual([])
    second = await startServer(await freePort(), shop.environment)
    await shop.kill()
    await stockTo(STOCK + 1)
    await waitFor(
      "the other backend to push",
      async () => (await differences(shop)).length === 0,
      60_000
    )
    await shop.restart()
  })

  type Level = { item: string; location: string }

  function pay(): Promise<void> {
    shop.stripe.storefront.checkout({ kind: "priced", items: [cartItem(SKU)] })
    return Promise.resolve()
  }

  /** As an order of staff does; refused where nothing is left, and asked for again where too many ask at once. */
  async function reserve({ item, location }: Level): Promise<void> {
    const body = { inventory_item_id: item, location_id: location, quantity: 1 }
    const answered = await waitFor("a reservation to be answered", async () => {
      const answer = await shop
        .admin("/admin/reservations", { method: "POST", body })
        .then(() => "made", String)
      return !answer.includes("answered 409") && answer
    })
    expect(answered).toMatch(/^made$|answered 400/)
  }

  async function stockTo(count: number): Promise<Level> {
    const { rows } = await shop.db.query<Level>(
      `UPDATE inventory_level AS level
       SET stocked_quantity = level.reserved_quantity + $2,
           raw_stocked_quantity = jsonb_build_object('value', (level.reserved_quantity + $2)::text, 'precision', 20)
       FROM product_variant_inventory_item AS part
       JOIN product_variant AS variant ON variant.id = part.variant_id
       WHERE level.inventory_item_id = part.inventory_item_id AND variant.sku = $1
       RETURNING level.inventory_item_id AS item, level.location_id AS location`,
      [SKU, count]
    )
    const [level] = rows
    if (!level) {
      throw new Error(`${SKU} has no level`)
    }
    return level
  }
})
