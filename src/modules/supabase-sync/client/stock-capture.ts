import type { Pool } from "pg"
import { captureSql, triggerName } from "./stock-capture-sql"
import { CAPTURED_TABLES } from "./stock-capture-tables"

/** A table whose changes go unseen, and why. */
export type CaptureGap = { table: string; trigger: string }

/**
 * Installs the triggers that note every change of what can be sold in the transaction of the change
 * itself, and asks for everything there is, so that no change from before is missed. May be run
 * again.
 *
 * @throws Error when a table is not as the capture relies on: nothing is installed then.
 */
export async function installStockCapture(pool: Pool): Promise<void> {
  await assertTables(pool)
  // One message is one transaction.
  await pool.query(
    [
      ...CAPTURED_TABLES.map(captureSql),
      // What an earlier version had its triggers call.
      "DROP FUNCTION IF EXISTS capture_stock_change()",
      "INSERT INTO stock_change (source) VALUES ('installed')",
      "SELECT pg_notify('stock_change', '')",
    ].join(";\n")
  )
}

/** Whether all triggers are there and enabled; without them changes go unseen. */
export async function isStockCaptured(pool: Pool): Promise<boolean> {
  return (await findCaptureGaps(pool)).length === 0
}

/** The triggers that are missing or switched off. */
export async function findCaptureGaps(pool: Pool): Promise<CaptureGap[]> {
  const wanted = CAPTURED_TABLES.flatMap(({ table, notes }) =>
    notes.map(({ on }) => ({ table, trigger: triggerName(on) }))
  )
  const { rows } = await pool.query<CaptureGap>(
    `SELECT wanted.name AS table, wanted.trigger
     FROM unnest($1::text[], $2::text[]) AS wanted(name, trigger)
     WHERE NOT EXISTS (
       SELECT FROM pg_trigger
       WHERE tgrelid = to_regclass(quote_ident(wanted.name)) AND tgname = wanted.trigger
         AND tgenabled IN ('O', 'A'))`,
    [wanted.map(({ table }) => table), wanted.map(({ trigger }) => trigger)]
  )
  return rows
}

async function assertTables(pool: Pool): Promise<void> {
  const { rows } = await pool.query<{ name: string; columns: string }>(
    `SELECT needed.name, string_agg(needed.attribute, ', ' ORDER BY needed.place) AS columns
     FROM unnest($1::text[], $2::text[]) WITH ORDINALITY AS needed(name, attribute, place)
     WHERE NOT EXISTS (
       SELECT FROM pg_attribute
       WHERE attrelid = to_regclass(quote_ident(needed.name)) AND attname = needed.attribute
         AND attnum > 0 AND NOT attisdropped)
     GROUP BY needed.name ORDER BY needed.name`,
    [
      CAPTURED_TABLES.flatMap(({ table, columns }) => columns.map(() => table)),
      CAPTURED_TABLES.flatMap(({ columns }) => columns),
    ]
  )
  if (rows.length > 0) {
    const lacking = rows.map(({ name, columns }) => `${name} lacks ${columns}`)
    throw new Error(
      `Stock changes cannot be captured: Medusa's table ${lacking.join("; ")}. This version of Medusa is not supported`
    )
  }
}
