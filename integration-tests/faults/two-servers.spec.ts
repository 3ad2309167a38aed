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

const PAYMENTS = 20
const SKU = "KCT-NAVY-42S-2P"

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
})
