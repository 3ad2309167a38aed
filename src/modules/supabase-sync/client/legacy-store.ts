import { type Pool, type PoolClient, escapeIdentifier as quote } from "pg"
import { toLegacyStoreError } from "../errors"
import type {
  LegacyStockTable,
  LegacyStoreMapping,
  PushOutcome,
  StockFigure,
  StockPush,
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
  push: StockPush
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
  const { rows } = await client.query<{ id: string; outcome: PushOutcome }>(
    writeSql(table),
    [
      figures.map((figure) => figure.id),
      figures.map((figure) => figure.quantity),
      figures.map((figure) => figure.inStock),
      version,
    ]
  )
  return new Map(rows.map((row) => [row.id, row.outcome]))
}

/** $1 ids, $2 quantities, $3 in stock, $4 version. Rows are locked in the order of their ids. */
function writeSql(columns: LegacyStockTable): string {
  const [table, key, version] = [
    columns.table,
    columns.key,
    columns.version,
  ].map(quote)
  const inStock = columns.inStock
    ? `${quote(columns.inStock)} = input.in_stock,`
    : ""
  return `
    WITH input AS (
      SELECT * FROM unnest($1::text[], $2::int[], $3::bool[]) AS input(id, quantity, in_stock) ORDER BY id
    ), written AS (
      UPDATE ${table} AS legacy
      SET ${quote(columns.quantity)} = input.quantity,
          ${inStock}
          ${version} = $4::bigint,
          ${quote(columns.syncedAt)} = clock_timestamp()
      FROM input
      WHERE legacy.${key} = input.id AND (legacy.${version} IS NULL OR legacy.${version} < $4::bigint)
      RETURNING legacy.${key} AS id
    )
    SELECT input.id,
      CASE
        WHEN bool_or(written.id IS NOT NULL) THEN 'written'
        WHEN bool_and(legacy.${key} IS NULL) THEN 'not_found'
        WHEN bool_or(legacy.${version} >= $4::bigint) THEN 'superseded'
        ELSE 'refused'
      END AS outcome
    FROM input
    LEFT JOIN written ON written.id = input.id
    LEFT JOIN ${table} AS legacy ON legacy.${key} = input.id
    GROUP BY input.id`
}
