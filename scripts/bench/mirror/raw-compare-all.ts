import type { Pool } from "pg"
import type { CompareRun } from "./compare-all"
import type { Lab } from "./lab"
import { withMemory } from "./memory"
import {
  LEGACY_SIZES,
  LEGACY_STYLES,
  MEDUSA_SIZES,
  MEDUSA_STYLES,
} from "./numbers"

const PAGE = 1_000

type Row = { id: string; quantity: number }

/**
 * The plainest thing that finds what differs: reads both sides in pages, in the order of the ids,
 * and compares. It knows no rules, no safety stock and no kits, keeps nothing, and cannot go on
 * where it stood.
 *
 * @throws Error where the sides differ
 */
export async function rawCompareAll(lab: Lab): Promise<CompareRun> {
  const { result, ...took } = await withMemory(
    async () =>
      (await compare(lab, MEDUSA_STYLES, LEGACY_STYLES)) +
      (await compare(lab, MEDUSA_SIZES, LEGACY_SIZES))
  )
  return { items: result, ...took }
}

/** @returns how many were compared */
async function compare(
  { medusa, legacy }: Lab,
  ours: string,
  theirs: string
): Promise<number> {
  let compared = 0
  let after: string | undefined = ""
  while (after !== undefined) {
    const [here, there]: [Row[], Row[]] = await Promise.all([
      pageOf(medusa, ours, after),
      pageOf(legacy, theirs, after),
    ])
    const quantities = new Map(there.map(({ id, quantity }) => [id, quantity]))
    const differing = here.filter(
      ({ id, quantity }) => quantities.get(id) !== quantity
    )
    if (differing.length > 0 || here.length !== there.length) {
      throw new Error(`${differing.length} differ on the page after ${after}`)
    }
    compared += here.length
    after = here.at(-1)?.id
  }
  return compared
}

async function pageOf(pool: Pool, sql: string, after: string): Promise<Row[]> {
  const { rows } = await pool.query<Row>(sql, [after, PAGE])
  return rows
}
