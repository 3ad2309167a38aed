import fc from "fast-check"
import { LEGACY_STORE_MAPPINGS } from "../../../src/config/legacy-store"
import type { PushOutcome } from "../../../src/modules/supabase-sync/types"
import {
  type LegacyStoreUnderTest,
  openLegacyStore,
} from "../../helpers/legacy-store"
import { figure, pushBoth, putSizes, readSizes } from "./legacy-rows"

const VARIANTS = ["variant_1", "variant_2", "variant_3", "variant_4"]

type Push = { version: number; variants: string[] }

let store: LegacyStoreUnderTest

/** So that the number tells which push it came from. */
const quantityOf = (version: number): number => version * 10

async function send({ version, variants }: Push): Promise<PushOutcome[]> {
  const { sellables } = await pushBoth(
    store.sync,
    LEGACY_STORE_MAPPINGS.variants,
    {
      version,
      sellables: variants.map((id) => figure(id, quantityOf(version))),
      styles: [figure("prod_1", quantityOf(version))],
    }
  )
  return [...sellables.values()]
}

/** The pushes in lanes that run side by side, each lane one after the other. */
const lanes = fc
  .uniqueArray(
    fc.record({
      version: fc.integer({ min: 1, max: 1_000 }),
      variants: fc
        .shuffledSubarray(VARIANTS, { minLength: 1 })
        .map((variants) => [...variants]),
    }),
    { minLength: 2, maxLength: 12, selector: ({ version }) => version }
  )
  .chain((pushes) =>
    fc.tuple(fc.constant(pushes), fc.integer({ min: 1, max: 4 }))
  )

describe("pushes in any order and side by side", () => {
  beforeAll(async () => {
    store = await openLegacyStore("variants")
    // The version of a row that ever went back is kept.
    await store.owner.query(
      `CREATE TABLE went_back (id text);
       GRANT INSERT ON went_back TO medusa_sync;
       CREATE FUNCTION note_going_back() RETURNS trigger LANGUAGE plpgsql AS $$
       BEGIN
         IF new.medusa_stock_version <= old.medusa_stock_version THEN
           INSERT INTO public.went_back VALUES (old.id);
         END IF;
         RETURN new;
       END $$;
       CREATE TRIGGER note_going_back AFTER UPDATE ON product_variants
         FOR EACH ROW EXECUTE FUNCTION note_going_back()`
    )
  })
  afterAll(async () => {
    await store.drop()
  })

  it("end with the number of the highest version, which never went back", async () => {
    await fc.assert(
      fc.asyncProperty(lanes, async ([pushes, laneCount]) => {
        await putSizes(store.owner, VARIANTS)
        const outcomes = await Promise.all(
          Array.from({ length: laneCount }, async (_, lane) => {
            const seen: PushOutcome[] = []
            for (const push of pushes.filter(
              (__, index) => index % laneCount === lane
            )) {
              seen.push(...(await send(push)))
            }
            return seen
          })
        )
        expect(
          outcomes
            .flat()
            .filter((outcome) => !["written", "superseded"].includes(outcome))
        ).toEqual([])
        const expected = VARIANTS.map((id) => {
          const versions = pushes
            .filter(({ variants }) => variants.includes(id))
            .map(({ version }) => version)
          const version = versions.length > 0 ? Math.max(...versions) : null
          return {
            id,
            version,
            quantity: version === null ? 50 : quantityOf(version),
          }
        })
        expect(await readSizes(store.owner)).toEqual(expected)
        const { rows } = await store.owner.query("SELECT id FROM went_back")
        expect(rows).toEqual([])
      }),
      { numRuns: 60, seed: 20_261_121 }
    )
  })

  it("do not wait for each other in a circle, in whatever order they name the rows", async () => {
    const ids = Array.from({ length: 300 }, (_, index) => `variant_${index}`)
    await putSizes(store.owner, ids)
    const shuffled = (turn: number): string[] =>
      ids
        .map((id, index) => ({ id, at: (index * 7919 + turn * 104_729) % 997 }))
        .sort((a, b) => a.at - b.at)
        .map(({ id }) => id)
    const failures: string[] = []
    const lane = async (first: number): Promise<void> => {
      for (let turn = first; turn < 40; turn += 4) {
        await send({ version: turn + 1, variants: shuffled(turn) }).catch(
          (error: unknown) => failures.push(String(error))
        )
      }
    }
    await Promise.all([0, 1, 2, 3].map(lane))
    expect(failures).toEqual([])
    const rows = await readSizes(store.owner)
    expect(rows.every(({ version }) => version === 40)).toBe(true)
  })
})
