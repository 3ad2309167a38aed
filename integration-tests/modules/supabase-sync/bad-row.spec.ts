import { waitFor } from "../../helpers/wait-for"
import { putSizes, readSizes } from "./legacy-rows"
import { SyncFixture } from "./sync-fixture"

const IDS = Array.from({ length: 60 }, (_, index) => `variant_${index}`)
const BAD = "variant_41"

let fixture: SyncFixture

async function untilSettled(): Promise<void> {
  await waitFor("every variant to be settled", async () => {
    const { rows } = await fixture.queue.database.pool.query(
      "SELECT FROM stock_item WHERE state IN ('pending', 'running')"
    )
    return rows.length === 0
  })
}

const refuseOnly = (column: string, id: string, action: string): string =>
  `CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$
   BEGIN IF new.${column} = '${id}' THEN ${action}; END IF; RETURN new; END $$;`

describe("a row that the legacy store does not take", () => {
  beforeEach(async () => {
    fixture = await SyncFixture.open()
    await putSizes(fixture.store.owner, IDS)
    await fixture.queue.put(...IDS)
  })
  afterEach(async () => {
    await fixture.close()
  })

  it.each([
    [
      "a constraint forbids its number",
      `ALTER TABLE product_variants ADD CHECK (medusa_variant_id <> '${BAD}' OR inventory_quantity > 4)`,
      "legacy_store_23514",
    ],
    [
      "a trigger of the shop raises",
      `${refuseOnly("medusa_variant_id", BAD, "RAISE 'Not for sale'")}
       CREATE TRIGGER refuse BEFORE UPDATE ON product_variants FOR EACH ROW EXECUTE FUNCTION refuse()`,
      "legacy_store_P0001",
    ],
  ])(
    "F53: is held with its cause, and the rest flows, where %s",
    async (_, sql, code) => {
      await fixture.store.owner.query(sql)
      await fixture.start()
      await untilSettled()
      expect(await fixture.queue.job(BAD)).toMatchObject({
        state: "dead",
        outcome_code: code,
      })
      const sizes = await readSizes(fixture.store.owner)
      expect(
        sizes.filter(({ quantity }) => quantity !== 4).map(({ id }) => id)
      ).toEqual([BAD])
      const { rows } = await fixture.queue.database.pool.query(
        "SELECT id FROM stock_item WHERE state <> 'done'"
      )
      expect(rows).toEqual([{ id: BAD }])
      expect(fixture.logged).toEqual([
        expect.stringContaining(`item_id=${BAD} failed code=${code}`),
      ])
    }
  )
})
