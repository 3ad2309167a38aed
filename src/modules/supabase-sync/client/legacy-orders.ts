import { type Pool, escapeIdentifier as quote } from "pg"
import { WorkError } from "../../../lib/errors"
import type { OrderBatch, OrderPushOutcome } from "../order-types"
import type { LegacyOrderTable } from "../types"
import {
  LOCK_NOT_AVAILABLE,
  arrayLiteral,
  askLegacyStore,
  nameOfTable,
} from "./legacy-statement"

/** There is no such table. */
const NO_SUCH_TABLE = "legacy_store_42P01"

/** Whether an error says that the legacy store has no table of orders. */
export function isTableMissing(error: unknown): boolean {
  return error instanceof WorkError && error.code === NO_SUCH_TABLE
}

/**
 * Writes a batch of orders to the legacy store with one statement. Every row that carries the
 * order's payment is written; one that carries the same or a newer version is left alone, and so is
 * one that somebody there keeps locked.
 *
 * @throws WorkError when the store cannot be reached or refuses the statement: nothing is written.
 */
export async function pushToLegacyOrders(
  pool: Pool,
  table: LegacyOrderTable,
  push: OrderBatch
): Promise<Map<string, OrderPushOutcome>> {
  if (push.orders.length === 0) {
    return new Map()
  }
  try {
    return await write(pool, table, push, "wait")
  } catch (error) {
    if (!(error instanceof WorkError) || error.code !== LOCK_NOT_AVAILABLE) {
      throw error
    }
    return write(pool, table, push, "skip")
  }
}

/** What to do about a row that another transaction keeps locked. */
type LockedRows = "wait" | "skip"

async function write(
  pool: Pool,
  table: LegacyOrderTable,
  push: OrderBatch,
  lockedRows: LockedRows
): Promise<Map<string, OrderPushOutcome>> {
  const written = await askLegacyStore<{ id: string }>(
    pool,
    writeSql(table, push, lockedRows)
  )
  const touched = new Set(written.map(({ id }) => id))
  // A statement of its own, so that it sees what was committed while the update waited for a row.
  // Also of those that were written: another row of theirs may have been refused.
  const found = await askLegacyStore<FoundRows>(pool, explainSql(table, push))
  return new Map(
    found.map((rows) => [
      rows.id,
      outcomeOf(rows, touched.has(rows.id), lockedRows),
    ])
  )
}

/** Of an order: how many rows it has there, and how many of them carry an older version. */
type FoundRows = { id: string; rows: number; older: number }

function outcomeOf(
  { rows, older }: FoundRows,
  isTouched: boolean,
  lockedRows: LockedRows
): OrderPushOutcome {
  if (rows === 0) {
    return "not_found"
  }
  if (older > 0) {
    return lockedRows === "skip" ? "locked" : "refused"
  }
  return isTouched ? "written" : "superseded"
}

/** The orders and their payments as a table `input`. An empty name is none. */
function inputSql({ orders }: OrderBatch, more: string, names: string): string {
  const ids = arrayLiteral(orders.map(({ orderId }) => orderId))
  const intents = arrayLiteral(orders.map((order) => order.paymentIntent ?? ""))
  const sessions = arrayLiteral(
    orders.map((order) => order.checkoutSession ?? "")
  )
  return `(
    SELECT id, nullif(intent, '') AS intent, nullif(session, '') AS session ${names}
    FROM unnest(${ids}::text[], ${intents}::text[], ${sessions}::text[] ${more})
      AS given(id, intent, session ${names})
  ) AS input`
}

/**
 * A row carries the payment by its PaymentIntent; by its Checkout Session where one of the two has no
 * PaymentIntent, as before the storefront's own webhook has come, or where nothing had to be paid.
 */
function carriesPayment(columns: LegacyOrderTable): string {
  const intent = `legacy.${quote(columns.paymentIntent)}`
  const session = `legacy.${quote(columns.checkoutSession)}`
  return `(${intent} = input.intent OR (${session} = input.session
    AND (input.intent IS NULL OR nullif(${intent}, '') IS NULL)))`
}

function isOlder(columns: LegacyOrderTable, version: number): string {
  return `coalesce(legacy.${quote(columns.version)} < ${version}, true)`
}

/** Gives the ids of the orders of which a row was written. */
function writeSql(
  columns: LegacyOrderTable,
  push: OrderBatch,
  lockedRows: LockedRows
): string {
  const { orders, version } = push
  const statuses = arrayLiteral(orders.map(({ status }) => status))
  const asJson = (lists: (readonly string[])[]): string =>
    arrayLiteral(lists.map((list) => JSON.stringify(list)))
  const numbers = asJson(orders.map((order) => order.trackingNumbers))
  const urls = asJson(orders.map((order) => order.trackingUrls))
  const input = inputSql(
    push,
    `, ${statuses}::text[], ${numbers}::text[], ${urls}::text[]`,
    ", status, numbers, urls"
  )
  const list = (name: string): string =>
    `ARRAY(SELECT jsonb_array_elements_text(input.${name}::jsonb))`
  const where = `${carriesPayment(columns)} AND ${isOlder(columns, version)}`
  return `
    UPDATE ${nameOfTable(columns)} AS legacy
    SET ${quote(columns.orderId)} = input.id,
        ${quote(columns.status)} = input.status,
        ${quote(columns.trackingNumbers)} = ${list("numbers")},
        ${quote(columns.trackingUrls)} = ${list("urls")},
        ${quote(columns.version)} = ${version},
        ${quote(columns.syncedAt)} = clock_timestamp()
    FROM ${input}
    WHERE ${where} ${lockedRows === "skip" ? andFree(columns, push) : ""}
    RETURNING input.id`
}

/**
 * Only orders of which nobody keeps a row locked. Told by how many of their rows can be locked: the
 * role may not read what tells two rows of an order apart.
 */
function andFree(columns: LegacyOrderTable, push: OrderBatch): string {
  const theirs = `SELECT input.id FROM ${nameOfTable(columns)} AS legacy, ${inputSql(push, "", "")}
    WHERE ${carriesPayment(columns)}`
  return `AND input.id IN (
      SELECT counted.id FROM (
        SELECT id, true AS is_free FROM (${theirs} FOR NO KEY UPDATE OF legacy SKIP LOCKED) AS free
        UNION ALL
        SELECT id, false FROM (${theirs}) AS every
      ) AS counted
      GROUP BY counted.id
      HAVING count(*) = 2 * count(*) FILTER (WHERE counted.is_free))`
}

function explainSql(columns: LegacyOrderTable, push: OrderBatch): string {
  return `
    SELECT input.id, count(found.older)::int AS rows,
           (count(*) FILTER (WHERE found.older))::int AS older
    FROM ${inputSql(push, "", "")}
    LEFT JOIN LATERAL (
      SELECT ${isOlder(columns, push.version)} AS older
      FROM ${nameOfTable(columns)} AS legacy WHERE ${carriesPayment(columns)}
    ) AS found ON true
    GROUP BY input.id`
}
