import { EditedShop } from "../../helpers/edited-shop"
import type { SentRequest } from "../../helpers/pg-net-stand-in"
import { seededRandom, shuffled } from "../../helpers/seeded-random"
import { variantIdOf } from "../../helpers/stock"
import { medusaQuantity } from "../../helpers/storefront"

const SKUS = [
  "KCT-BURGUNDY-38R-2P",
  "KCT-BURGUNDY-TIE",
  "KCT-WHITE-SHIRT-16.5-34-35",
  "KCT-BLACK-BOW",
]
/** So many of each that nothing runs out. */
const STOCK = 5_000
const ROUNDS = 60
const SEED = Number(process.env.EDITS_SEED ?? 20_261_121)

const pick = (random: () => number): string =>
  SKUS[Math.floor(random() * SKUS.length)] ?? ""

/** From -5 to 5, but never nothing. */
const some = (random: () => number): number =>
  Math.floor(random() * 11) - 5 || 1

type Item = {
  variant_id: string
  edit_id: string
  quantity: number
  previous_quantity: number
}

/** The shop's staff and Medusa's change the same sizes, at the same time. */
describe(`F56: numbers that change on both sides at once (EDITS_SEED=${SEED})`, () => {
  let edited: EditedShop
  /** What was added to or taken from the shelves in Medusa, all together. */
  const changedInMedusa = new Map(SKUS.map((sku) => [sku, 0]))
  const variantIds = new Map<string, string>()
  let changes = 0
  let edits = 0

  beforeAll(async () => {
    edited = await EditedShop.open("edits_both", "adjust")
    await changeShelf(
      `UPDATE inventory_level SET stocked_quantity = reserved_quantity + ${STOCK}
       FROM inventory_item AS item WHERE item.id = inventory_item_id AND item.sku = ANY($1)`,
      [SKUS]
    )
    for (const sku of SKUS) {
      variantIds.set(sku, await variantIdOf(edited.shop, sku))
    }
    await edited.atRest()
    await edited.takeMessages()
  })

  afterAll(async () => {
    await edited.close()
  })

  it("end with the sum of all changes, told of late, twice and in any order, and with no loop", async () => {
    const pushesBefore = await allPushes()
    const random = seededRandom(SEED)
    const waiting: SentRequest[] = []
    await Promise.all([
      inMedusa(seededRandom(SEED + 1)),
      inLegacyStore(seededRandom(SEED + 2)),
      forwardNowAndThen(random, waiting),
    ])
    waiting.push(...(await edited.takeMessages()))
    for (const message of shuffled(random, waiting)) {
      await edited.send(message)
    }
    await edited.atRest()

    expect(await edited.takeMessages()).toEqual([])
    for (const sku of SKUS) {
      const { quantity } = await edited.row(sku)
      const truth = await medusaQuantity(edited.shop, sku)
      expect([sku, truth]).toEqual([sku, STOCK + changeOf(sku)])
      expect([sku, quantity]).toEqual([sku, truth])
    }
    // A message is an edit, and each change and each edit is pushed once at most: nothing echoes.
    expect(new Set(edited.sent).size).toBeLessThanOrEqual(edits)
    expect(edited.sent.length).toBeGreaterThan(edits / 2)
    expect((await allPushes()) - pushesBefore).toBeLessThanOrEqual(
      changes + edits
    )
    expect(await edited.kept("?outcome=conflict")).toEqual([])
  })

  /** What both sides have come to, by what was done to them. */
  function changeOf(sku: string): number {
    const told = new Map<string, number>()
    for (const { body } of edited.sent) {
      for (const item of [body].flat() as Item[]) {
        if (item.variant_id === variantIds.get(sku)) {
          told.set(item.edit_id, item.quantity - item.previous_quantity)
        }
      }
    }
    const inLegacy = [...told.values()].reduce((sum, one) => sum + one, 0)
    return (changedInMedusa.get(sku) ?? 0) + inLegacy
  }

  async function inMedusa(random: () => number): Promise<void> {
    for (let round = 0; round < ROUNDS; round += 1) {
      const sku = pick(random)
      const difference = some(random)
      await changeShelf(
        `UPDATE inventory_level SET stocked_quantity = stocked_quantity + $2
         FROM inventory_item AS item WHERE item.id = inventory_item_id AND item.sku = $1`,
        [sku, difference]
      )
      changedInMedusa.set(sku, (changedInMedusa.get(sku) ?? 0) + difference)
      changes += 1
    }
  }

  /** Now a new number, now one more or less, now all rows at once as an upload writes them. */
  async function inLegacyStore(random: () => number): Promise<void> {
    for (let round = 0; round < ROUNDS; round += 1) {
      const sku = pick(random)
      const difference = some(random)
      edits += 1
      await edited.asShop(
        random() < 0.75
          ? "UPDATE product_variants SET inventory_quantity = inventory_quantity + $2 WHERE sku = $1"
          : `INSERT INTO product_variants AS row (id, product_id, sku, price, inventory_quantity)
             SELECT id, product_id, sku, price,
               inventory_quantity + CASE sku WHEN $1 THEN $2::int ELSE 0 END
             FROM product_variants
             -- As a push locks them: whoever has two in another order may meet it in a deadlock.
             ORDER BY medusa_variant_id COLLATE "C"
             ON CONFLICT (id) DO UPDATE SET inventory_quantity = excluded.inventory_quantity`,
        [sku, difference]
      )
    }
  }

  async function forwardNowAndThen(
    random: () => number,
    waiting: SentRequest[]
  ): Promise<void> {
    for (let round = 0; round < ROUNDS; round += 1) {
      waiting.push(...(await edited.takeMessages()))
      const now = shuffled(
        random,
        waiting.splice(0, Math.floor(random() * (waiting.length + 1)))
      )
      await Promise.all(now.map((message) => edited.send(message)))
      // Some come a second time, much later.
      waiting.push(...now.filter(() => random() < 0.1))
    }
  }

  async function changeShelf(sql: string, values: unknown[]): Promise<void> {
    await edited.shop.db.query(sql, values)
  }

  async function allPushes(): Promise<number> {
    const counts = await Promise.all(SKUS.map((sku) => edited.pushes(sku)))
    return counts.reduce((sum, count) => sum + count, 0)
  }
})
