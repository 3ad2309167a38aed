import { BATCHES_AT_ONCE } from "../../../src/modules/supabase-sync/client/push-workers"
import { FaultProxy } from "../../helpers/fault-proxy"
import { waitFor } from "../../helpers/wait-for"
import { putSizes } from "./legacy-rows"
import { SyncFixture } from "./sync-fixture"

const itemsOf = (count: number): string[] =>
  Array.from({ length: count }, (_, index) => `variant_${index}`)
const CHANGES_OF_EACH = 2
const PROBES = 4

let fixture: SyncFixture
let proxy: FaultProxy

const queueRows = (sql: string, values: unknown[] = []) =>
  fixture.queue.database.pool.query<{ count: number }>(sql, values)

/** Every item changes, over and over. */
async function changeAll(ids: readonly string[]): Promise<void> {
  for (let change = 0; change < CHANGES_OF_EACH; change++) {
    await queueRows(
      `INSERT INTO stock_item (id, run_at) SELECT id, clock_timestamp() FROM unnest($1::text[]) AS id
       ON CONFLICT (id) DO UPDATE SET generation = stock_item.generation + 1`,
      [ids]
    )
  }
}

async function countOf(sql: string): Promise<number> {
  return (await queueRows(sql)).rows[0]?.count ?? 0
}

const tries = () =>
  countOf("SELECT count(*)::int AS count FROM stock_item_attempt")

/** So long ago did it go out, as far as the rows know. */
async function moveTime(hours: number): Promise<void> {
  await queueRows(
    `UPDATE stock_item
     SET failing_since = clock_timestamp() - $1 * interval '1 hour', attempt = least(12 + $1, 36),
         run_at = clock_timestamp() + interval '50 minutes'
     WHERE state = 'pending' AND failing_since IS NOT NULL`,
    [hours]
  )
}

describe("F46: a legacy store that is out", () => {
  beforeEach(async () => {
    fixture = await SyncFixture.open()
    proxy = await FaultProxy.start(fixture.store.syncUrl)
  })
  afterEach(async () => {
    await fixture.close()
    await proxy.close()
  })

  it.each([
    [1, 1_000],
    [24, 10_000],
  ])(
    "for %s h is asked by one probe at a time, and gets %s items within 60 s when it is back",
    async (hours, count) => {
      const ids = itemsOf(count)
      await putSizes(fixture.store.owner, ids)
      proxy.hangUp()
      await changeAll(ids)
      await fixture.start({ url: proxy.url })
      const probes = await waitFor(
        "some probes",
        () => proxy.connections() >= PROBES + 2 && proxy.connections(),
        30_000
      )
      // The batches that met the outage first, and probes of one item each.
      expect(await tries()).toBeLessThanOrEqual(
        BATCHES_AT_ONCE.variant * 1_000 + probes
      )
      expect(
        await countOf(
          "SELECT count(*)::int AS count FROM stock_item WHERE state = 'dead'"
        )
      ).toBe(0)
      await moveTime(hours)
      const triesBefore = await tries()
      proxy.heal()
      const back = performance.now()
      await waitFor(
        "all numbers",
        async () => {
          const { rows } = await fixture.store.owner.query<{ count: number }>(
            "SELECT count(*)::int AS count FROM product_variants WHERE inventory_quantity <> 4"
          )
          return rows[0]?.count === 0
        },
        60_000
      )
      expect(performance.now() - back).toBeLessThan(60_000)
      await waitFor(
        "all to be settled",
        async () =>
          (await countOf(
            "SELECT count(*)::int AS count FROM stock_item WHERE state <> 'done'"
          )) === 0
      )
      // However often an item changed meanwhile, it is one push, and one more for what failed.
      expect((await tries()) - triesBefore).toBeLessThanOrEqual(count + PROBES)
    }
  )
})
