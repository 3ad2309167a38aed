import { freePort } from "../helpers/free-port"
import { countOrders } from "../helpers/order"
import { type ServerProcess, startServer } from "../helpers/server-process"
import { Shop } from "../helpers/shop"
import {
  cartItem,
  importedPayment,
  inboxAtRest,
  legacyQuantity,
  medusaQuantity,
} from "../helpers/storefront"
import { waitFor } from "../helpers/wait-for"
import { levelsThatDisagree } from "../helpers/whole-orders"

const PAYMENTS = 20
const SKU = "KCT-NAVY-42S-2P"
const LAST_UNIT_PAYMENTS = 50
const LAST_UNIT = "KCT-BURGUNDY-TIE"

/** As during every deployment: the old process and the new one work side by side. */
describe("two backends on one database", () => {
  let shop: Shop
  let second: ServerProcess

  beforeAll(async () => {
    shop = await Shop.open("two_servers")
    second = await startServer(await freePort(), shop.environment)
  })

  afterAll(async () => {
    await second.end("SIGKILL")
    await shop.close()
  })

  it("F41: share the work, and reserve each piece of one size exactly once", async () => {
    const before = await countOrders(shop)
    const stock = await medusaQuantity(shop, SKU)

    const payments = Array.from(
      { length: PAYMENTS },
      () =>
        shop.stripe.storefront.checkout({
          kind: "priced",
          items: [cartItem(SKU)],
        }).payment_intent?.id ?? ""
    )

    for (const payment of payments) {
      await waitFor(
        `the order of ${payment}`,
        () => importedPayment(shop, payment),
        60_000
      )
    }
    await inboxAtRest(shop)
    expect(await countOrders(shop)).toBe(before + PAYMENTS)
    expect(await medusaQuantity(shop, SKU)).toBe(stock - PAYMENTS)
    await waitFor(
      "the legacy store to follow",
      async () =>
        (await legacyQuantity(shop, SKU)) === Math.max(0, stock - PAYMENTS)
    )
    expect(second.output()).not.toContain("Error")
  })

  it("F32: sell the last unit to fifty customers at once, and say of forty-nine that it is missing", async () => {
    await shop.db.query(
      `UPDATE inventory_level AS level
       SET stocked_quantity = level.reserved_quantity + 1,
           raw_stocked_quantity = jsonb_build_object('value', (level.reserved_quantity + 1)::text, 'precision', 20)
       FROM product_variant_inventory_item AS part
       JOIN product_variant AS variant ON variant.id = part.variant_id
       WHERE level.inventory_item_id = part.inventory_item_id AND variant.sku = $1`,
      [LAST_UNIT]
    )
    expect(await medusaQuantity(shop, LAST_UNIT)).toBe(1)
    const before = await countOrders(shop)

    const checkouts = Array.from({ length: LAST_UNIT_PAYMENTS }, () =>
      shop.stripe.storefront.checkout({
        kind: "priced",
        items: [cartItem(LAST_UNIT)],
      })
    )

    const missing: unknown[] = []
    for (const { payment_intent } of checkouts) {
      const { issues } = await importedPayment(
        shop,
        payment_intent?.id ?? "",
        90_000
      )
      missing.push(
        ...issues.map(({ kind, details }) => [kind, details.missing])
      )
    }
    expect(missing).toEqual(
      Array.from({ length: LAST_UNIT_PAYMENTS - 1 }, () => ["oversold", 1])
    )
    await inboxAtRest(shop)
    expect(await countOrders(shop)).toBe(before + LAST_UNIT_PAYMENTS)
    expect(await medusaQuantity(shop, LAST_UNIT)).toBe(1 - LAST_UNIT_PAYMENTS)
    expect(await levelsThatDisagree(shop)).toEqual([])
  })
})
