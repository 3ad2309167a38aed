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
    return await write(pool, table, push, "")
  } catch (error) {
    if (!(error instanceof WorkError) || error.code !== LOCK_NOT_AVAILABLE) {
      throw error
    }
    const outcomes = await write(pool, table, push, "SKIP LOCKED")
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
  lockedRows: "" | "SKIP LOCKED"
): Promise<PushOutcomes> {
  const written = await askLegacyStore<{ id: string }>(
    pool,
    writeSql(table, push, lockedRows)
  )
  const outcomes: PushOutcomes = new Map(
    written.map(({ id }) => [id, "written"])
  )
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

/**
 * Gives the ids that were written. Rows are locked in the order of their ids, so that two pushes of
 * the same rows never wait for each other in a circle.
 */
function writeSql(
  table: LegacyStockTable,
  { figures, version }: PushBatch,
  lockedRows: "" | "SKIP LOCKED"
): string {
  const name = nameOfTable(table)
  const [key, versionColumn] = [quote(table.key), quote(table.version)]
  const ids = arrayLiteral(figures.map(({ id }) => id))
  const quantities = arrayLiteral(figures.map(({ quantity }) => quantity))
  const inStock = table.inStock && {
    assignment: `${quote(table.inStock)} = input.in_stock,`,
    values: arrayLiteral(figures.map((figure) => figure.inStock)),
  }
  const isOlder = `(legacy.${versionColumn} IS NULL OR legacy.${versionColumn} < ${version})`
  return `
    WITH locked AS (
      SELECT legacy.${key} AS key FROM ${name} AS legacy
      WHERE legacy.${key} = ANY(${ids}::text[]) AND ${isOlder}
      ORDER BY legacy.${key} FOR NO KEY UPDATE ${lockedRows}
    )
    UPDATE ${name} AS legacy
    SET ${quote(table.quantity)} = input.quantity,
        ${inStock ? inStock.assignment : ""}
        ${versionColumn} = ${version},
        ${quote(table.syncedAt)} = clock_timestamp()
    FROM unnest(${ids}::text[], ${quantities}::int[], ${inStock ? inStock.values : "'{}'"}::bool[])
      AS input(id, quantity, in_stock)
    JOIN locked ON locked.key = input.id
    WHERE legacy.${key} = input.id AND ${isOlder}
    RETURNING input.id`
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
