import { setTimeout as delay } from "node:timers/promises"
import { fromMajor } from "../../src/lib/money"
import { medusaPaymentOf } from "../helpers/buy"
import { countOrders, readOrder, readReservations } from "../helpers/order"
import { seededRandom } from "../helpers/seeded-random"
import { Shop } from "../helpers/shop"
import {
  cartItem,
  importedPayment,
  inboxAtRest,
  legacyQuantity,
  medusaQuantity,
} from "../helpers/storefront"
import { waitFor } from "../helpers/wait-for"

const KILLS = 6
const PAYMENTS_A_KILL = 3
/** Long enough to reach the last step of an import on a slow machine. */
const LONGEST_MS = 900
const SKUS = ["KCT-BURGUNDY-50R-2P", "KCT-BURGUNDY-44R-3P", "KCT-BURGUNDY-TIE"]

/** `kill -9` at seeded moments, over everything that happens between a payment and the mirror. */
describe("a backend that is killed", () => {
  let shop: Shop

  beforeAll(async () => {
    shop = await Shop.open("killed_server")
  })

  afterAll(async () => {
    await shop.close()
  })

  it("F1, F2, F37, F45: at any moment loses nothing and does nothing twice", async () => {
    const seed = Number(process.env.FAULT_SEED ?? Date.now())
    const random = seededRandom(seed)
    const before = await countOrders(shop)
    const paid: { payment: string; total: number }[] = []

    for (let kill = 0; kill < KILLS; kill++) {
      for (let index = 0; index < PAYMENTS_A_KILL; index++) {
        const { session, payment_intent } = shop.stripe.storefront.checkout({
          kind: "priced",
          items: [cartItem(SKUS[index % SKUS.length] ?? "")],
          duplicate: 1,
        })
        paid.push({
          payment: payment_intent?.id ?? "",
          total: session.amount_total ?? 0,
        })
      }
      // Not waiting for a state: the moment is what the test varies.
      await delay(Math.round(random() * LONGEST_MS))
      await shop.kill()
      await shop.restart()
    }

    for (const { payment, total } of paid) {
      const { order_id, issues } = await waitForOrder(payment, seed)
      expect({ payment, seed, issues }).toEqual({ payment, seed, issues: [] })
      const order = await readOrder(shop, order_id ?? "")
      expect(fromMajor(order.total, order.currency_code)).toBe(total)
      expect(order.payment_status).toBe("captured")
      expect(order.payment_collections).toHaveLength(1)
      expect(medusaPaymentOf(order).id).toBeTruthy()
      expect(await readReservations(shop, order)).toHaveLength(1)
    }
    await inboxAtRest(shop)
    expect(await countOrders(shop)).toBe(before + paid.length)
    for (const sku of SKUS) {
      const truth = Math.max(0, await medusaQuantity(shop, sku))
      await waitFor(
        `the legacy store to say ${truth} of ${sku} (seed ${seed})`,
        async () => (await legacyQuantity(shop, sku)) === truth,
        60_000
      )
    }
    expect(await levelsThatDisagree()).toEqual([])
  })

  /** A dead worker's lease has to run out first. */
  async function waitForOrder(payment: string, seed: number) {
    return waitFor(
      `the order of ${payment} (seed ${seed})`,
      () => importedPayment(shop, payment),
      90_000
    )
  }

  /** Levels whose reserved quantity is not the sum of their reservations. */
  async function levelsThatDisagree(): Promise<unknown[]> {
    const { rows } = await shop.db.query<Record<string, unknown>>(
      `SELECT level.inventory_item_id, level.reserved_quantity, sum(item.quantity)
       FROM inventory_level AS level
       LEFT JOIN reservation_item AS item
         ON item.inventory_item_id = level.inventory_item_id
        AND item.location_id = level.location_id
        AND item.deleted_at IS NULL
       WHERE level.deleted_at IS NULL
       GROUP BY level.id
       HAVING level.reserved_quantity <> coalesce(sum(item.quantity), 0)`
    )
    return rows
  }
})
