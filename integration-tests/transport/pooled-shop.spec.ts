import { buy, legacyFollows } from "../helpers/buy"
import { type PgBouncer, startPgBouncer } from "../helpers/pgbouncer"
import { Shop } from "../helpers/shop"
import { cartItem } from "../helpers/storefront"
import { waitFor } from "../helpers/wait-for"

const SKUS = ["KCT-BURGUNDY-TIE", "KCT-NAVY-42S-2P"]

/** A whole backend whose way to the legacy store is a transaction pooler, as Supabase's port 6543. */
describe("F55: a shop behind a pooler in transaction mode", () => {
  let shop: Shop
  let pooler: PgBouncer

  beforeAll(async () => {
    shop = await Shop.open("pooler")
    const straight = shop.environment.SUPABASE_DB_URL ?? ""
    pooler = await startPgBouncer(straight, 2)
    await shop.stop()
    await shop.restart({ SUPABASE_DB_URL: pooler.url })
  })

  afterAll(async () => {
    await pooler.close()
    await shop.close()
  })

  it("tells the old storefront of every sale", async () => {
    for (const sku of SKUS) {
      await buy(shop, { kind: "priced", items: [cartItem(sku)] })
      await legacyFollows(shop, sku)
    }
  })

  it("tells it of everything at once, and of what changed while the pooler was away", async () => {
    await change(7)
    await untilAllAre(7)
    await pooler.kill()
    await change(9)
    await pooler.start()
    await untilAllAre(9)
  })

  async function change(stocked: number): Promise<void> {
    await shop.db.query(
      `UPDATE inventory_level SET stocked_quantity = reserved_quantity + $1,
         raw_stocked_quantity = jsonb_build_object('value', (reserved_quantity + $1)::text, 'precision', 20)`,
      [stocked]
    )
  }

  async function untilAllAre(quantity: number): Promise<void> {
    await waitFor(
      `every size to be at ${quantity}`,
      async () => {
        const { rowCount } = await shop.legacy.query(
          `SELECT FROM product_variants
           WHERE medusa_variant_id IS NOT NULL AND inventory_quantity <> $1`,
          [quantity]
        )
        return rowCount === 0
      },
      30_000
    )
  }
})
