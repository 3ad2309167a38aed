import { waitFor } from "../../helpers/wait-for"
import { putSizes, readSizes } from "./legacy-rows"
import { SyncFixture } from "./sync-fixture"

const IDS = Array.from({ length: 20 }, (_, index) => `variant_${index}`)

let fixture: SyncFixture

const queueRows = (sql: string) => fixture.queue.database.pool.query(sql)

/** The store has been out for so long that every variant waits for most of an hour. */
async function waitLong(): Promise<void> {
  await queueRows(
    `UPDATE stock_item SET attempt = 20, failing_since = clock_timestamp() - interval '1 day',
       run_at = clock_timestamp() + interval '50 minutes'
     WHERE state = 'pending' AND failing_since IS NOT NULL`
  )
}

const untilPushed = (ids: readonly string[]): Promise<boolean> =>
  waitFor("the numbers to follow", async () => {
    const sizes = await readSizes(fixture.store.owner)
    return sizes
      .filter(({ id }) => ids.includes(id))
      .every(({ quantity }) => quantity === 4)
  })

async function untilState(state: string, count: number): Promise<void> {
  await waitFor(`${count} variants to be ${state}`, async () => {
    const { rowCount } = await queueRows(
      `SELECT FROM stock_item WHERE state = '${state}' AND outcome_code IS NOT NULL`
    )
    return rowCount === count
  })
}

describe("F46: after the legacy store was out", () => {
  beforeEach(async () => {
    fixture = await SyncFixture.open()
    await putSizes(fixture.store.owner, [...IDS, "fresh", "second"])
    await fixture.queue.put(...IDS)
    await fixture.store.owner.query(
      "ALTER TABLE product_variants RENAME TO away"
    )
    await fixture.start()
    await untilState("pending", IDS.length)
  })
  afterEach(async () => {
    await fixture.close()
  })

  it("everything that waits is pushed though nothing else changes", async () => {
    await waitLong()
    await fixture.store.owner.query(
      "ALTER TABLE away RENAME TO product_variants"
    )
    await untilPushed(IDS)
  })

  it("everything that waits is pushed when another process takes over", async () => {
    await fixture.stop()
    await waitLong()
    await fixture.store.owner.query(
      "ALTER TABLE away RENAME TO product_variants"
    )
    await fixture.start()
    await untilPushed(IDS)
  })

  it("what was given up or waits for its first turn stays where it is", async () => {
    await queueRows(
      `UPDATE stock_item SET state = 'dead', run_at = clock_timestamp() + interval '1 day' WHERE id = 'variant_0';
       UPDATE stock_item SET failing_since = NULL, run_at = clock_timestamp() + interval '1 day' WHERE id = 'variant_1'`
    )
    await waitLong()
    await fixture.store.owner.query(
      "ALTER TABLE away RENAME TO product_variants"
    )
    await fixture.queue.put("fresh")
    await untilPushed([...IDS.slice(2), "fresh"])
    for (const id of ["variant_0", "variant_1"]) {
      expect((await fixture.queue.job(id)).due_in_ms).toBeGreaterThan(1_000)
    }
  })
})
