import type { InventoryListResponse } from "../../../src/types/storefront-inventory"
import { type SecretKey, makeSecretKey } from "../../helpers/secret-key"
import { Shop } from "../../helpers/shop"
import { waitFor } from "../../helpers/wait-for"

const SIZES = 20_000
const PAGE = 200

const ID = (prefix: string) => `'${prefix}_large_' || lpad(n::text, 6, '0')`
const EACH = `FROM generate_series(1, ${SIZES}) AS n`
const ZERO = `'{"value":"0","precision":20}'`

/** In SQL, because Medusa's own workflows would take an hour. */
const FILL: readonly string[] = [
  "INSERT INTO product (id, title, handle) VALUES ('prod_large', 'Suit', 'large-suit')",
  `INSERT INTO product_variant (id, title, product_id)
   SELECT ${ID("variant")}, 'Size', 'prod_large' ${EACH}`,
  `INSERT INTO inventory_item (id) SELECT ${ID("iitem")} ${EACH}`,
  `INSERT INTO product_variant_inventory_item (id, variant_id, inventory_item_id)
   SELECT ${ID("pvitem")}, ${ID("variant")}, ${ID("iitem")} ${EACH}`,
  `INSERT INTO inventory_level
     (id, inventory_item_id, location_id, stocked_quantity, raw_stocked_quantity,
      raw_reserved_quantity, raw_incoming_quantity)
   SELECT ${ID("ilev")}, ${ID("iitem")}, (SELECT id FROM stock_location LIMIT 1), 7,
          '{"value":"7","precision":20}', ${ZERO}, ${ZERO} ${EACH}`,
  "VACUUM ANALYZE",
]

type Scans = { by_index: number; from_end_to_end: number }

describe(`GET /admin/inventory of ${SIZES} sizes`, () => {
  let shop: Shop
  let key: SecretKey

  beforeAll(async () => {
    shop = await Shop.open("inventory_large")
    key = await makeSecretKey(shop)
    await shop.stop()
    for (const statement of FILL) {
      await shop.db.query(statement)
    }
    // Nothing but what is asked for reads the tables.
    await shop.restart({ MEDUSA_WORKER_MODE: "server" }, "live")
  })

  afterAll(async () => {
    await shop.close()
  })

  it("reads the page's own rows, and no table from end to end", async () => {
    const before = await scansOf("inventory_level")

    const answer = await fetch(
      `${shop.url}/admin/inventory?limit=${PAGE}&after=variant_large_010000`,
      { headers: { authorization: `Bearer ${key.token}` } }
    )
    const { items } = (await answer.json()) as InventoryListResponse
    expect(items).toHaveLength(PAGE)
    expect(items.every(({ quantity }) => quantity === 7)).toBe(true)

    // PostgreSQL tells of what a connection read once that is idle for ten seconds.
    const after = await waitFor(
      "the page to be counted",
      async () => {
        const scans = await scansOf("inventory_level")
        return scans.by_index >= before.by_index + PAGE && scans
      },
      60_000
    )
    expect(after.from_end_to_end).toBe(before.from_end_to_end)
  })

  async function scansOf(table: string): Promise<Scans> {
    const { rows } = await shop.db.query<Scans>(
      `SELECT idx_scan::int AS by_index, seq_scan::int AS from_end_to_end
       FROM pg_stat_user_tables WHERE relname = $1`,
      [table]
    )
    return rows[0] ?? { by_index: 0, from_end_to_end: 0 }
  }
})
