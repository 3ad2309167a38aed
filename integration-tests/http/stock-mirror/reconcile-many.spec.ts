import { mirrorAtRest } from "../../helpers/mirror"
import { listDrift, reconcile } from "../../helpers/reconcile"
import { Shop } from "../../helpers/shop"

const ITEMS = 10_000
/** As the settings say where nothing is set: what is written for a variant that is not counted. */
const UNCOUNTED = 999

/** In what order PostgreSQL sorts these depends on the collation: case, and what is no letter. */
const ID = `'variant_' || (ARRAY['a', 'B', '_', 'Z-', 'z', 'A_'])[1 + row % 6] || md5(row::text)`

describe("comparing ten thousand items", () => {
  let shop: Shop

  beforeAll(async () => {
    shop = await Shop.open("reconcile_many")
    await mirrorAtRest(shop, 30_000)
    await shop.legacy.query(
      'ALTER TABLE product_variants ALTER COLUMN medusa_variant_id TYPE text COLLATE "en-US-x-icu"'
    )
    await shop.legacy.query(
      `INSERT INTO product_variants (product_id, price, inventory_quantity, medusa_variant_id)
       SELECT (SELECT id FROM products LIMIT 1), 1, ${UNCOUNTED}, ${ID}
       FROM generate_series(1, ${ITEMS}) AS row`
    )
    const client = await shop.db.connect()
    // As a catalogue that was linked and pushed long ago: no trigger tells of it.
    await client.query("BEGIN; SET LOCAL session_replication_role = replica")
    await client.query(
      'ALTER TABLE product_variant ALTER COLUMN id TYPE text COLLATE "C"'
    )
    await client.query(
      `INSERT INTO product_variant (id, title, product_id, manage_inventory, allow_backorder, created_at, updated_at)
       SELECT ${ID}, 'Size', NULL, false, false, now(), now()
       FROM generate_series(1, ${ITEMS}) AS row`
    )
    await client.query("COMMIT")
    client.release()
  })
  afterAll(async () => {
    await shop.close()
  })

  const idOf = async (row: number) => {
    const { rows } = await shop.db.query<{ id: string }>(
      `SELECT ${ID} AS id FROM (SELECT $1::int AS row) AS wanted`,
      [row]
    )
    return rows[0]?.id ?? ""
  }

  it("finds none that differs, in memory that does not grow with them", async () => {
    await reconcile(shop, { kind: "quick" })
    const before = await shop.memoryMb()
    const run = await reconcile(shop)
    expect(run).toMatchObject({ state: "done", differing: 0, on_their_way: 0 })
    expect(run.compared).toBe(run.total)
    expect(run.compared).toBeGreaterThan(ITEMS)
    expect((await shop.memoryMb()) - before).toBeLessThan(150)
    expect(await listDrift(shop)).toEqual([])
  })

  it("finds exactly those that differ, however each database sorts their ids", async () => {
    const [missing, differing, renamed] = await Promise.all([
      Promise.all([7, 2_222, 9_999].map(idOf)),
      Promise.all([1, 5_000, 10_000].map(idOf)),
      idOf(4_321),
    ])
    await shop.legacy.query(
      "DELETE FROM product_variants WHERE medusa_variant_id = ANY($1)",
      [missing]
    )
    await shop.legacy.query(
      "UPDATE product_variants SET inventory_quantity = 1 WHERE medusa_variant_id = ANY($1)",
      [differing]
    )
    // One for one: the counts of both sides stay equal.
    await shop.legacy.query(
      "UPDATE product_variants SET medusa_variant_id = upper(medusa_variant_id) WHERE medusa_variant_id = $1",
      [renamed]
    )

    const run = await reconcile(shop)

    const found = await listDrift(shop)
    const withCause = (wanted: string) =>
      found
        .filter(({ cause }) => cause === wanted)
        .map(({ item_id }) => item_id)
        .sort()
    expect(withCause("not_linked")).toEqual([...missing, renamed].sort())
    expect(withCause("never_pushed")).toEqual([...differing].sort())
    expect(withCause("unknown_item")).toEqual([renamed.toUpperCase()])
    expect(run).toMatchObject({ differing: 4, compared: run.total })
    expect(
      shop
        .output()
        .split("\n")
        .filter((line) => line.includes(missing[0] ?? "?"))
    ).toEqual([])
  })
})
