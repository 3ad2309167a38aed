import {
  caughtUp,
  hoursAgo,
  ordersOf,
  payUnheard,
} from "../../helpers/catch-up"
import { Shop } from "../../helpers/shop"
import { cartItem, inboxAtRest } from "../../helpers/storefront"

describe("a backend that is new to an old account", () => {
  let shop: Shop

  beforeAll(async () => {
    shop = await Shop.open("catch_up_new", { STRIPE_CATCH_UP_SECONDS: "1" })
    await caughtUp(shop)
  })
  afterAll(async () => {
    await shop.close()
  })

  it("takes in nothing that was sold before it was connected", async () => {
    const sold = [
      payUnheard(shop, { created: hoursAgo(20 * 24) }),
      payUnheard(shop, { created: hoursAgo(48), lose_events: true }),
      payUnheard(shop, { created: hoursAgo(1) }),
    ]
    // An old event that is sent by hand on the day of going live opens no door.
    const { events } = shop.stripe.storefront.checkout({
      kind: "priced",
      items: [cartItem("KCT-NAVY-42S-2P")],
      created: hoursAgo(15 * 24),
      deliver: false,
    })
    await shop.stripe.deliver(events.at(-1) ?? "")
    await inboxAtRest(shop)

    await caughtUp(shop)
    await caughtUp(shop)
    expect((await ordersOf(shop, sold)).orders).toBe(0)
    const { rows } = await shop.db.query("SELECT id FROM stripe_event")
    expect(rows).toEqual([{ id: events.at(-1) }])
  })

  it("finds a payment that no webhook told of while it runs", async () => {
    // As if it had been connected an hour ago.
    await shop.db.query(
      "UPDATE stripe_catch_up SET created_at = now() - interval '1 hour'"
    )
    const heard = payUnheard(shop, { created: hoursAgo(0.05) })
    const lost = payUnheard(shop, {
      created: hoursAgo(0.05),
      lose_events: true,
    })
    await caughtUp(shop)
    await inboxAtRest(shop)
    expect((await ordersOf(shop, [heard, lost])).orders).toBe(2)
  })
})
