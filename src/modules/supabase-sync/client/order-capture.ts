import { type Pool, escapeIdentifier as quote } from "pg"
import {
  CAPTURED_ORDER_TABLES,
  type CapturedOperation,
  type CapturedTable,
} from "./captured-order-tables"

/** The triggers notify this channel. */
export const ORDER_CHANGE_CHANNEL = "legacy_order_change"

/** Of which rows of a statement the order may look different now. */
function changedSql(columns: string, operation: CapturedOperation): string {
  switch (operation) {
    case "INSERT":
      return `SELECT ${columns} FROM new_rows`
    case "DELETE":
      return `SELECT ${columns} FROM old_rows`
    case "UPDATE":
      // Both ways: a row that went over to another order concerns the former one too.
      return `(SELECT ${columns} FROM new_rows EXCEPT SELECT ${columns} FROM old_rows)
        UNION ALL
        (SELECT ${columns} FROM old_rows EXCEPT SELECT ${columns} FROM new_rows)`
  }
}

const TRANSITION_TABLES: Record<CapturedOperation, string> = {
  INSERT: "NEW TABLE AS new_rows",
  UPDATE: "OLD TABLE AS old_rows NEW TABLE AS new_rows",
  DELETE: "OLD TABLE AS old_rows",
}

const triggerName = (operation: CapturedOperation): string =>
  `order_capture_${operation.toLowerCase()}`

/*
 * Statement-level, with transition tables: one insert however many rows a statement writes, and no
 * lock beyond the append. Whether an order is one of the storefront's is not asked here: its ledger
 * row may be about to commit. The notification goes out when the change commits, and only then.
 */
function installSql({ table, columns, on, concerned }: CapturedTable): string {
  const list = columns.map(quote).join(", ")
  return on
    .map((operation) => {
      const name = quote(
        `capture_order_change_${table}_${operation.toLowerCase()}`
      )
      return `
        CREATE OR REPLACE FUNCTION ${name}() RETURNS trigger LANGUAGE plpgsql AS $capture$
        BEGIN
          WITH changed AS (${changedSql(list, operation)})
          INSERT INTO legacy_order_change (order_id, fulfillment_id)
          SELECT DISTINCT concerned.order_id, concerned.fulfillment_id
          FROM (${concerned}) AS concerned(order_id, fulfillment_id)
          WHERE concerned.order_id IS NOT NULL OR concerned.fulfillment_id IS NOT NULL;
          IF FOUND THEN
            PERFORM pg_notify('${ORDER_CHANGE_CHANNEL}', '');
          END IF;
          RETURN NULL;
        END
        $capture$;
        CREATE OR REPLACE TRIGGER ${triggerName(operation)} AFTER ${operation} ON ${quote(table)}
          REFERENCING ${TRANSITION_TABLES[operation]}
          FOR EACH STATEMENT EXECUTE FUNCTION ${name}();`
    })
    .join("\n")
}

/**
 * Installs the triggers that note every change of an order's state in the transaction of the change
 * itself, and notes every order of the ledger, so that no change from before is missed. All or
 * nothing; may be run again.
 *
 * @throws Error when Medusa's tables do not have the columns that the capture relies on.
 */
export async function installOrderCapture(pool: Pool): Promise<void> {
  await assertCapturedTables(pool)
  await pool.query(
    `${CAPTURED_ORDER_TABLES.map(installSql).join("\n")}
     INSERT INTO legacy_order_change (order_id)
     SELECT order_id FROM storefront_payment WHERE order_id IS NOT NULL AND deleted_at IS NULL;`
  )
}

/** Whether all triggers are there and enabled; without them changes go unseen. */
export async function isOrderCaptured(pool: Pool): Promise<boolean> {
  const triggers = CAPTURED_ORDER_TABLES.flatMap(({ table, on }) =>
    on.map((operation) => ({
      table: quote(table),
      name: triggerName(operation),
    }))
  )
  const { rows } = await pool.query<{ missing: boolean }>(
    `SELECT EXISTS (
       SELECT FROM unnest($1::text[], $2::text[]) AS wanted(table_name, name)
       WHERE NOT EXISTS (
         SELECT FROM pg_trigger
         WHERE tgrelid = to_regclass(wanted.table_name) AND tgname = wanted.name AND tgenabled <> 'D'
       )
     ) AS missing`,
    [triggers.map(({ table }) => table), triggers.map(({ name }) => name)]
  )
  return rows[0]?.missing === false
}

async function assertCapturedTables(pool: Pool): Promise<void> {
  const wanted = CAPTURED_ORDER_TABLES.flatMap(({ table, columns }) =>
    columns.map((column) => ({ table, column }))
  )
  const { rows } = await pool.query<{ missing: string }>(
    `SELECT wanted.table_name || '.' || wanted.column_name AS missing
     FROM unnest($1::text[], $2::text[]) AS wanted(table_name, column_name)
     WHERE NOT EXISTS (
       SELECT FROM pg_attribute
       WHERE attrelid = to_regclass(quote_ident(wanted.table_name))
         AND attname = wanted.column_name AND NOT attisdropped
     )
     ORDER BY 1`,
    [wanted.map(({ table }) => table), wanted.map(({ column }) => column)]
  )
  if (rows.length > 0) {
    throw new Error(
      `Changes of orders cannot be captured: the database lacks ${rows.map(({ missing }) => missing).join(", ")}. This version of Medusa is not supported`
    )
  }
}
