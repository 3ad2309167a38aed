import { setTimeout as delay } from "node:timers/promises"
import { countOrders } from "../helpers/order"
import { expectWholeOrder, pay } from "../helpers/paid-orders"
import { seededRandom } from "../helpers/seeded-random"
import { Shop } from "../helpers/shop"
import {
  inboxAtRest,
  legacyQuantity,
  medusaQuantity,
} from "../helpers/storefront"
import { waitFor } from "../helpers/wait-for"
import { type Paid, levelsThatDisagree } from "../helpers/whole-orders"

const KILLS = 13
const PAYMENTS_A_KILL = 3
/** Long enough to reach the last step of an import on a slow machine. */
const LONGEST_MS = 900
/** Thirteen starts, and the leases of those that died, on a machine that does other things too. */
const TIME_MS = 600_000
/** Each has more pieces than are sold here. */
const SKUS = [
  "KCT-WHITE-SHIRT-16.5-34-35",
  "KCT-BURGUNDY-44R-3P",
  "KCT-BURGUNDY-TIE",
]

/** `kill -9` at seeded moments, over everything that happens between a payment and the mirror. */
describe("a backend that is killed", () => {
  let shop: Shop

  beforeAll(async () => {
    shop = await Shop.open("killed_server")
  })

  afterAll(async () => {
    await shop.close()
  })

  it(
    "F1, F2, F37, F45: at any moment loses nothing and does nothing twice",
    async () => {
      const seed = Number(process.env.FAULT_SEED ?? Date.now())
      const random = seededRandom(seed)
      const before = await countOrders(shop)
      const paid: Paid[] = []

      for (let kill = 0; kill < KILLS; kill++) {
        for (let index = 0; index < PAYMENTS_A_KILL; index++) {
          paid.push(
            pay(shop, SKUS[index % SKUS.length] ?? "", { duplicate: 1 })
          )
        }
        // Not waiting for a state: the moment is what the test varies.
        await delay(Math.round(random() * LONGEST_MS))
        await shop.kill()
        await shop.restart()
      }

      for (const one of paid) {
        // A dead worker's lease has to run out first: an orphan is back within a minute.
        await expectWholeOrder(shop, one, { seed, timeoutMs: 120_000 })
      }
      await inboxAtRest(shop, 60_000)
      expect(await countOrders(shop)).toBe(before + paid.length)
      for (const sku of SKUS) {
        const truth = Math.max(0, await medusaQuantity(shop, sku))
        await waitFor(
          `the legacy store to say ${truth} of ${sku} (seed ${seed})`,
          async () => (await legacyQuantity(shop, sku)) === truth,
          60_000
        )
      }
      expect(await levelsThatDisagree(shop)).toEqual([])
    },
    TIME_MS
  )
})
