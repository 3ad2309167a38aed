import { type Pool, escapeIdentifier as quote } from "pg"
import { WorkError } from "../../../lib/errors"
import type {
  LegacyStockTable,
  PushBatch,
  PushOutcome,
  StockFigure,
} from "../types"
import {
  LOCK_NOT_AVAILABLE,
  arrayLiteral,
  askLegacyStore,
  nameOfTable,
} from "./legacy-statement"

/** What came of each figure, by its id. */
export type PushOutcomes = Map<string, PushOutcome>

/**
 * Writes a batch of figures to one table of the legacy store with one statement. A row that carries
 * the same or a newer version is left alone, and so is one that somebody there keeps locked.
 *
 * @throws WorkError when the store cannot be reached or refuses the statement: nothing is written.
 */
export async function pushToLegacyStore(
  pool: Pool,
  table: LegacyStockTable,
  push: PushBatch
): Promise<PushOutcomes> {
  if (push.figures.length === 0) {
    return new Map()
  }
  try {
    return await write(pool, table, push, "waited for")
  } catch (error) {
    if (!(error instanceof WorkError) || error.code !== LOCK_NOT_AVAILABLE) {
      throw error
    }
    const outcomes = await write(pool, table, push, "left out")
    outcomes.forEach((outcome, id) => {
      outcomes.set(id, outcome === "refused" ? "locked" : outcome)
    })
    return outcomes
  }
}

async function write(
  pool: Pool,
  table: LegacyStockTable,
  push: PushBatch,
  lockedRows: LockedRows
): Promise<PushOutcomes> {
  const [written] = await askLegacyStore<WrittenRow>(
    pool,
    writeSql(table, push, lockedRows)
  )
  // Without an answer none was written, as far as we know.
  const ids = written ? (written.ids ?? idsOf(push)) : []
  const outcomes: PushOutcomes = new Map(ids.map((id) => [id, "written"]))
  const left = push.figures.filter(({ id }) => !outcomes.has(id))
  if (left.length > 0) {
    // A statement of its own, so that it sees what was committed while the update waited for a row.
    const explained = await askLegacyStore<{
      id: string
      outcome: PushOutcome
    }>(pool, explainSql(table, left, push.version))
    explained.forEach(({ id, outcome }) => outcomes.set(id, outcome))
  }
  return outcomes
}

const idsOf = ({ figures }: PushBatch): string[] => figures.map(({ id }) => id)

/** Null where all were written: a thousand ids need not come back to say so. */
type WrittenRow = { ids: string[] | null }

/** What is done about rows that somebody there keeps locked. */
type LockedRows = "waited for" | "left out"

/**
 * Gives the ids that were written. Rows are joined to the figures, which come in the order of their
 * ids, and so two pushes of the same rows lock them in one order and hardly ever wait for each other
 * in a circle; a push that does is made again. To lock them all beforehand, which would rule it out,
 * costs a third of the write.
 */
function writeSql(
  table: LegacyStockTable,
  { figures, version }: PushBatch,
  lockedRows: LockedRows
): string {
  const name = nameOfTable(table)
  const [key, versionColumn] = [quote(table.key), quote(table.version)]
  const sorted = figures.toSorted((one, other) => (one.id < other.id ? -1 : 1))
  const inStock = table.inStock && {
    assignment: `${quote(table.inStock)} = input.in_stock,`,
    values: arrayLiteral(sorted.map((figure) => figure.inStock)),
  }
  const isOlder = `(legacy.${versionColumn} IS NULL OR legacy.${versionColumn} < ${version})`
  const free = `
    SELECT legacy.${key} FROM ${name} AS legacy
    WHERE legacy.${key} = ANY(ARRAY(SELECT id FROM input)) AND ${isOlder}
    ORDER BY legacy.${key} FOR NO KEY UPDATE SKIP LOCKED`
  return `
    WITH input AS MATERIALIZED (
      SELECT * FROM unnest(
        ${arrayLiteral(sorted.map(({ id }) => id))}::text[],
        ${arrayLiteral(sorted.map(({ quantity }) => quantity))}::int[],
        ${inStock ? inStock.values : "'{}'"}::bool[]
      ) AS input(id, quantity, in_stock)
    ), written AS (
      UPDATE ${name} AS legacy
      SET ${quote(table.quantity)} = input.quantity,
          ${inStock ? inStock.assignment : ""}
          ${versionColumn} = ${version},
          ${quote(table.syncedAt)} = clock_timestamp()
      FROM input
      WHERE legacy.${key} = ANY(ARRAY(${lockedRows === "left out" ? free : "SELECT id FROM input"}))
        AND legacy.${key} = input.id AND ${isOlder}
      RETURNING input.id
    )
    SELECT CASE WHEN count(*) < ${figures.length} THEN coalesce(array_agg(id), '{}') END AS ids
    FROM written`
}

/** Says why figures were not written. */
function explainSql(
  table: LegacyStockTable,
  figures: readonly StockFigure[],
  version: number
): string {
  const key = `legacy.${quote(table.key)}`
  return `
    SELECT input.id,
      CASE
        WHEN count(${key}) = 0 THEN 'not_found'
        WHEN bool_or(legacy.${quote(table.version)} >= ${version}) THEN 'superseded'
        ELSE 'refused'
      END AS outcome
    FROM unnest(${arrayLiteral(figures.map(({ id }) => id))}::text[]) AS input(id)
    LEFT JOIN ${nameOfTable(table)} AS legacy ON ${key} = input.id
    GROUP BY input.id`
}
