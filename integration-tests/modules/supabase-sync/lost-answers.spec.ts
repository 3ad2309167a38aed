import { WorkError } from "../../../src/lib/errors"
import { LEGACY_STORE_MAPPINGS } from "../../../src/config/legacy-store"
import {
  type PushOutcomes,
  pushToLegacyStore,
} from "../../../src/modules/supabase-sync/client/legacy-store"
import { FaultProxy, type Direction } from "../../helpers/fault-proxy"
import {
  type LegacyStoreUnderTest,
  openLegacyStore,
} from "../../helpers/legacy-store"
import { faultSeed, seededRandom } from "../../helpers/seeded-random"
import { quietPool } from "../../helpers/throw-away-database"
import { figure, putSizes, readSizes } from "./legacy-rows"

const IDS = Array.from({ length: 30 }, (_, index) => `variant_${index}`)
const SIZES = LEGACY_STORE_MAPPINGS.variants.sellable
const CUTS = 40
/** Somewhat more than a push of these rows sends, or gets back. */
const MOST_BYTES: Record<Direction, number> = { toServer: 4_000, toClient: 100 }

let store: LegacyStoreUnderTest
let proxy: FaultProxy

/** Numbers that were changed after they had been written, which nothing may do. */
async function changedTwice(): Promise<number> {
  const { rows } = await store.owner.query<{ count: number }>(
    "SELECT count(*)::int AS count FROM written GROUP BY id, version HAVING count(*) > 1"
  )
  return rows.length
}

/** The error itself holds the connection: printing it as a difference would take minutes. */
function retryOf(error: unknown): string {
  return error instanceof WorkError ? error.retry : String(error)
}

/** As the queue does: a cut behind the whole answer is met by the push that comes next. */
async function untilAnswered(
  push: () => Promise<PushOutcomes>
): Promise<PushOutcomes> {
  try {
    return await push()
  } catch (error) {
    expect(retryOf(error)).toBe("outage")
    return push()
  }
}

describe("a connection that is cut in the middle of a push", () => {
  beforeAll(async () => {
    store = await openLegacyStore("variants")
    proxy = await FaultProxy.start(store.syncUrl)
    await store.owner.query(
      `CREATE TABLE written (id text, version bigint); GRANT INSERT ON written TO medusa_sync;
       CREATE FUNCTION note_written() RETURNS trigger LANGUAGE plpgsql AS $$
       BEGIN
         INSERT INTO public.written VALUES (new.medusa_variant_id, new.medusa_stock_version);
         RETURN new;
       END $$;
       CREATE TRIGGER note_written AFTER UPDATE ON product_variants
         FOR EACH ROW EXECUTE FUNCTION note_written()`
    )
  })
  afterAll(async () => {
    await proxy.close()
    await store.drop()
  })

  it("F48: is sent again, which changes nothing where the first was committed, wherever it is cut", async () => {
    const seed = faultSeed()
    const random = seededRandom(seed)
    await putSizes(store.owner, IDS)
    let wasCommitted = 0
    for (let version = 1; version <= CUTS; version++) {
      const pool = quietPool(proxy.url, 1)
      await pool.query("SELECT 1")
      const direction: Direction = version % 4 === 0 ? "toServer" : "toClient"
      const bytes = Math.floor(random() * MOST_BYTES[direction])
      const push = () =>
        pushToLegacyStore(pool, SIZES, {
          version,
          figures: IDS.map((id) => figure(id, version)),
        })
      proxy.cutAfter(direction, bytes)
      const first: unknown = await push().catch((error: unknown) => error)
      proxy.heal()
      if (first instanceof Error) {
        expect(retryOf(first)).toBe("outage")
      }
      const again = new Set((await untilAnswered(push)).values())
      // All or none of them, never a part.
      expect([again.size, seed]).toEqual([1, seed])
      expect(["written", "superseded"]).toEqual(
        expect.arrayContaining([...again])
      )
      wasCommitted += again.has("superseded") && first instanceof Error ? 1 : 0
      const rows = await readSizes(store.owner)
      expect(
        rows.filter(
          (row) => row.quantity !== version || row.version !== version
        )
      ).toEqual([])
      await pool.end()
    }
    expect(wasCommitted).toBeGreaterThan(0)
    expect(await changedTwice()).toBe(0)
  })
})
