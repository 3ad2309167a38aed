import { waitFor } from "../../helpers/wait-for"
import { putSizes } from "./legacy-rows"
import { SyncFixture } from "./sync-fixture"

const IDS = Array.from({ length: 20 }, (_, index) => `variant_${index}`)

const TABLES = {
  variant: { table: "product_variants", column: "inventory_quantity" },
  product: { table: "products", column: "total_inventory" },
}

let fixture: SyncFixture

/** Puts every size and the style in, as after a change of each. */
async function changeAll(): Promise<void> {
  await fixture.queue.database.pool.query(
    `INSERT INTO stock_item (id, kind, run_at)
     SELECT id, CASE id WHEN 'prod_1' THEN 'product' ELSE 'variant' END, clock_timestamp()
     FROM unnest($1::text[]) AS id
     ON CONFLICT (id) DO UPDATE SET state = 'pending',
       run_at = CASE WHEN stock_item.failing_since IS NULL THEN clock_timestamp() ELSE stock_item.run_at END`,
    [[...IDS, "prod_1"]]
  )
}

async function untilDone(kind: string): Promise<void> {
  await waitFor(`every ${kind} to be done`, async () => {
    const { rows } = await fixture.queue.database.pool.query(
      "SELECT FROM stock_item WHERE kind = $1 AND state <> 'done'",
      [kind]
    )
    return rows.length === 0
  })
}

async function failingSince(kind: string): Promise<string | null> {
  const { rows } = await fixture.queue.database.pool.query<{
    outcome_code: string | null
  }>("SELECT outcome_code FROM stock_item WHERE kind = $1 LIMIT 1", [kind])
  return rows[0]?.outcome_code ?? null
}

describe("the two tables of the legacy store", () => {
  beforeEach(async () => {
    fixture = await SyncFixture.open()
    await putSizes(fixture.store.owner, IDS)
  })
  afterEach(async () => {
    await fixture.close()
  })

  it.each([
    ["product", "variant"],
    ["variant", "product"],
  ] as const)(
    "F53: a column renamed in the table of each %s does not hold up a %s",
    async (broken, whole) => {
      const { table, column } = TABLES[broken]
      const rename = (from: string, to: string) =>
        fixture.store.owner.query(
          `ALTER TABLE ${table} RENAME COLUMN ${from} TO ${to}`
        )
      await rename(column, "pieces")
      await fixture.start()
      // Three failures in a row are an outage: more rounds than that.
      for (let round = 0; round < 5; round++) {
        await changeAll()
        await untilDone(whole)
      }
      await waitFor(
        "the cause to be told",
        async () => (await failingSince(broken)) === "legacy_store_42703"
      )
      await rename("pieces", column)
      await untilDone(broken)
    }
  )
})
