import { setTimeout as delay } from "node:timers/promises"
import { auditMirror, auditedFaults } from "../helpers/mirror/audit"
import { mirrorAtRest } from "../helpers/mirror"
import { differences } from "../helpers/mirror/mirror"
import { faultSeed, seededRandom } from "../helpers/seeded-random"
import { Shop } from "../helpers/shop"

const KILLS = 4
/** In all, where each of those came too late. */
const MOST_KILLS = 12
/** About as long as it takes from a change to the end of its push. */
const LONGEST_MS = 120

/** `kill -9` between a change of stock and its push, and nobody does anything but start it again. */
describe("a backend that is killed while it mirrors", () => {
  const seed = faultSeed()
  let shop: Shop

  beforeAll(async () => {
    shop = await Shop.open("killed_mirror", {
      // What compares both sides would mend what was lost.
      SUPABASE_RECONCILE_SECONDS: "3600",
    })
    await mirrorAtRest(shop)
    await auditMirror(shop.legacy)
  })

  afterAll(async () => {
    await shop.close()
  })

  it(`F45: pushes what had changed after its restart (FAULT_SEED=${seed})`, async () => {
    const random = seededRandom(seed)
    let killedAtWork = 0
    for (
      let kill = 0;
      kill < KILLS || (killedAtWork === 0 && kill < MOST_KILLS);
      kill++
    ) {
      await changeEverything(kill + 1)
      // Not waiting for a state: the moment is what the test varies.
      await delay(random() * LONGEST_MS)
      await shop.kill()
      killedAtWork += (await somethingWaits()) ? 1 : 0
      await shop.restart()
    }
    expect(killedAtWork).toBeGreaterThan(0)
    await mirrorAtRest(shop)
    expect(await differences(shop)).toEqual([])
    expect(await auditedFaults(shop.legacy)).toEqual([])
  })

  async function changeEverything(by: number): Promise<void> {
    await shop.db.query(
      `UPDATE inventory_level SET stocked_quantity = stocked_quantity + $1,
         raw_stocked_quantity = jsonb_build_object('value', (stocked_quantity + $1)::text, 'precision', 20)`,
      [by]
    )
  }

  async function somethingWaits(): Promise<boolean> {
    const { rowCount } = await shop.db.query(
      `SELECT FROM stock_change
       UNION ALL SELECT FROM stock_item WHERE state IN ('pending', 'running')`
    )
    return (rowCount ?? 0) > 0
  }
})
