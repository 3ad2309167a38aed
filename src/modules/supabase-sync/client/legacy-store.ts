import { type Pool, type PoolClient, escapeIdentifier as quote } from "pg"
import { toLegacyStoreError } from "../errors"
import type {
  LegacyStockTable,
  LegacyStoreMapping,
  PushOutcome,
  StockFigure,
  PushBatch,
} from "../types"

const STATEMENT_TIMEOUT_MS = 10_000

/** The outcome of each figure, by its id. */
export type PushOutcomes = {
  sellables: Map<string, PushOutcome>
  styles: Map<string, PushOutcome>
}

/**
 * Writes a batch of figures to the legacy store, one statement a table, in one transaction. A row
 * that carries the same or a newer version is left alone.
 *
 * @throws WorkError when the store cannot be reached or refuses the statement: nothing is written.
 */
export async function pushToLegacyStore(
  pool: Pool,
  mapping: LegacyStoreMapping,
  push: PushBatch
): Promise<PushOutcomes> {
  try {
    return await inTransaction(pool, async (client) => ({
      sellables: await write(
        client,
        mapping.sellable,
        push.sellables,
        push.version
      ),
      styles: mapping.style
        ? await write(client, mapping.style, push.styles, push.version)
        : new Map<string, PushOutcome>(),
    }))
  } catch (error) {
    throw toLegacyStoreError(error)
  }
}

async function inTransaction<T>(
  pool: Pool,
  run: (client: PoolClient) => Promise<T>
): Promise<T> {
  const client = await pool.connect()
  let broken: Error | undefined
  const noteBroken = (error: Error): void => {
    broken = error
  }
  // The pool listens to its idle connections only: one that broke in our hands would end the process.
  client.on("error", noteBroken)
  try {
    // Set per transaction: behind a pooler a session's settings belong to somebody else's next query.
    await client.query(
      `BEGIN; SET LOCAL statement_timeout = ${STATEMENT_TIMEOUT_MS}`
    )
    const result = await run(client)
    await client.query("COMMIT")
    return result
  } catch (error) {
    await client.query("ROLLBACK").catch(noteBroken)
    throw error
  } finally {
    client.off("error", noteBroken)
    client.release(broken)
  }
}

async function write(
  client: PoolClient,
  table: LegacyStockTable,
  figures: readonly StockFigure[],
  version: number
): Promise<Map<string, PushOutcome>> {
  if (figures.length === 0) {
    return new Map()
  }
  const ids = figures.map((figure) => figure.id)
  const { rows } = await client.query<{ id: string }>(
    writeSql(table, await hasInStock(client, table)),
    [
      ids,
      figures.map((figure) => figure.quantity),
      figures.map((figure) => figure.inStock),
      version,
    ]
  )
  const outcomes = new Map<string, PushOutcome>(
    rows.map((row) => [row.id, "written"])
  )
  const left = ids.filter((id) => !outcomes.has(id))
  if (left.length > 0) {
    // A statement of its own, so that it sees what was committed while the update waited for a row.
    const explained = await client.query<{ id: string; outcome: PushOutcome }>(
      explainSql(table),
      [left, version]
    )
    explained.rows.forEach(({ id, outcome }) => outcomes.set(id, outcome))
  }
  return outcomes
}

async function hasInStock(
  client: PoolClient,
  { table, inStock, inStockOptional }: LegacyStockTable
): Promise<boolean> {
  if (!inStock || !inStockOptional) {
    return inStock !== undefined
  }
  const { rowCount } = await client.query(
    `SELECT FROM pg_attribute
     WHERE attrelid = to_regclass($1) AND attname = $2 AND NOT attisdropped`,
    [quote(table), inStock]
  )
  return rowCount === 1
}

/**
 * $1 ids, $2 quantities, $3 in stock, $4 version; gives the ids that were written. Rows are locked in
 * the order of their ids, so that two pushes of the same rows never wait for each other in a circle.
 */
function writeSql(columns: LegacyStockTable, withInStock: boolean): string {
  const { table, key, version } = quoted(columns)
  const inStock =
    withInStock && columns.inStock
      ? `${quote(columns.inStock)} = input.in_stock,`
      : ""
  const isOlder = `(legacy.${version} IS NULL OR legacy.${version} < $4::bigint)`
  return `
    WITH locked AS (
      SELECT legacy.${key} AS key FROM ${table} AS legacy
      WHERE legacy.${key} = ANY($1::text[]) AND ${isOlder}
      ORDER BY legacy.${key} FOR NO KEY UPDATE
    )
    UPDATE ${table} AS legacy
    SET ${quote(columns.quantity)} = input.quantity,
        ${inStock}
        ${version} = $4::bigint,
        ${quote(columns.syncedAt)} = clock_timestamp()
    FROM unnest($1::text[], $2::int[], $3::bool[]) AS input(id, quantity, in_stock)
    JOIN locked ON locked.key = input.id
    WHERE legacy.${key} = input.id AND ${isOlder}
    RETURNING input.id`
}

/** $1 ids that were not written, $2 version; says why. */
function explainSql(columns: LegacyStockTable): string {
  const { table, key, version } = quoted(columns)
  return `
    SELECT input.id,
      CASE
        WHEN count(legacy.${key}) = 0 THEN 'not_found'
        WHEN bool_or(legacy.${version} >= $2::bigint) THEN 'superseded'
        ELSE 'refused'
      END AS outcome
    FROM unnest($1::text[]) AS input(id)
    LEFT JOIN ${table} AS legacy ON legacy.${key} = input.id
    GROUP BY input.id`
}

function quoted({ table, key, version }: LegacyStockTable) {
  return { table: quote(table), key: quote(key), version: quote(version) }
}
