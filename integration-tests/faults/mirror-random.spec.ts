import { setTimeout as delay } from "node:timers/promises"
import { auditMirror, auditedFaults } from "../helpers/mirror/audit"
import { putCatalogue } from "../helpers/mirror/catalogue"
import { Dice } from "../helpers/mirror/dice"
import { Faults } from "../helpers/mirror/faults"
import { mirrorAtRest } from "../helpers/mirror"
import { deadItems, differences } from "../helpers/mirror/mirror"
import { SQL_KINDS, Writers } from "../helpers/mirror/writers"
import { faultSeed, seededRandom, shuffled } from "../helpers/seeded-random"
import { Shop } from "../helpers/shop"

/** MIRROR_OPERATIONS=1000000 is the long form. */
const COUNT = Number(process.env.MIRROR_OPERATIONS ?? 20_000)
const LONGEST_CALM_MS = 1_500
/** The long form takes about an hour. */
const TIMEOUT_MS = Math.max(600_000, COUNT * 15)

/**
 * Everything that changes what can be sold, at random and at once, in all the bad weather there is.
 * FAULT_SEED repeats a run: the same operations and faults, though not met at the same moments.
 */
describe("the mirror", () => {
  const seed = faultSeed()
  let shop: Shop
  let faults: Faults

  beforeAll(async () => {
    // What compares both sides of its own accord would mend what a trigger missed.
    shop = await Shop.open("mirror_random", {
      SUPABASE_RECONCILE_SECONDS: "3600",
    })
    faults = await Faults.open(shop)
  })

  afterAll(async () => {
    await faults.close()
    await shop.close()
  })

  it(
    `F45 to F58: ends with the truth for every size and style (FAULT_SEED=${seed})`,
    async () => {
      await auditMirror(shop.legacy)
      const catalogue = await putCatalogue(shop.db, shop.legacy, seed)
      await mirrorAtRest(shop)
      const writers = new Writers(shop, catalogue, seed, COUNT)

      writers.start()
      try {
        await badWeather(writers)
      } finally {
        await writers.stop()
      }
      await faults.expireLeases()
      await mirrorAtRest(shop)

      expect(await differences(shop)).toEqual([])
      expect(await deadItems(shop)).toEqual([])
      expect(await auditedFaults(shop.legacy)).toEqual([])
      const { byName } = writers.written
      expect(SQL_KINDS.filter((name) => !byName.has(name))).toEqual([])
      expect(byName.size).toBeGreaterThan(SQL_KINDS.length)
    },
    TIMEOUT_MS
  )

  /** Until enough has been written, and every fault has struck. */
  async function badWeather(writers: Writers): Promise<void> {
    const random = seededRandom(seed)
    const dice = new Dice(random)
    do {
      for (const { strike } of shuffled(random, faults.all)) {
        await strike(dice)
        await delay(dice.between(0, LONGEST_CALM_MS))
      }
    } while (!writers.isDone)
  }
})
