import { buy, legacyFollows } from "../helpers/buy"
import { mirrorAtRest } from "../helpers/mirror"
import { differences } from "../helpers/mirror/mirror"
import { type OwnRedis, startOwnRedis } from "../helpers/own-redis"
import { Shop } from "../helpers/shop"
import { cartItem, medusaQuantity } from "../helpers/storefront"

const SKU = "KCT-BURGUNDY-TIE"

/**
 * With Redis Medusa's events, workflows and locks go through it. Where it is gone Medusa's own engine
 * holds every workflow until it is back, that of a push too: the mirror is late then, and nothing more.
 */
describe("F62: a shop with Redis", () => {
  let shop: Shop
  let redis: OwnRedis

  beforeAll(async () => {
    redis = await startOwnRedis()
    shop = await Shop.open("redis", { REDIS_URL: redis.url })
    await mirrorAtRest(shop)
  })

  afterAll(async () => {
    await shop.close()
    await redis.kill()
  })

  it("tells the old storefront of what is sold", async () => {
    await sell()
    await legacyFollows(shop, SKU)
    await stockTo(20)
    await legacyFollows(shop, SKU)
  })

  it("tells it also while Redis is emptied again and again", async () => {
    for (let count = 21; count < 26; count++) {
      await redis.empty()
      await stockTo(count)
      await redis.empty()
      await legacyFollows(shop, SKU)
    }
  })

  it("tells it of what changed while Redis was gone once it is back, and nobody does anything", async () => {
    await redis.kill()
    await stockTo(30)
    await stockTo(31)
    await redis.start()
    await legacyFollows(shop, SKU)
    await sell()
    await legacyFollows(shop, SKU)
    await mirrorAtRest(shop)
    expect(await differences(shop)).toEqual([])
  })

  /** Sells a piece, and waits until Medusa has one less. */
  async function sell(): Promise<void> {
    const before = await medusaQuantity(shop, SKU)
    await buy(shop, { kind: "priced", items: [cartItem(SKU)] })
    expect(await medusaQuantity(shop, SKU)).toBe(before - 1)
  }

  async function stockTo(count: number): Promise<void> {
    await shop.db.query(
      `UPDATE inventory_level AS level
       SET stocked_quantity = level.reserved_quantity + $2,
           raw_stocked_quantity = jsonb_build_object('value', (level.reserved_quantity + $2)::text, 'precision', 20)
       FROM product_variant_inventory_item AS part
       JOIN product_variant AS variant ON variant.id = part.variant_id
       WHERE level.inventory_item_id = part.inventory_item_id AND variant.sku = $1`,
      [SKU, count]
    )
  }
})
