import type { Pool, QueryResult, QueryResultRow } from "pg"
import { escapeIdentifier, escapeLiteral } from "pg"
import type { WorkError } from "../../../lib/errors"
import { toLegacyStoreError } from "../errors"

/** A busy store that takes 10 s for each statement is slow, not out. */
const STATEMENT_TIMEOUT_MS = 30_000
/** Somebody there may keep a row locked for as long as an editor is open. */
const LOCK_TIMEOUT_MS = 5_000

/*
 * Set per transaction: behind a pooler a session's settings belong to somebody else's next query.
 * What is sent in one message is one transaction, which is over when the answer comes, also when it
 * failed: one round trip, and no connection that is left inside a transaction. Each statement of a
 * message has the time limit to itself (https://www.postgresql.org/docs/current/runtime-config-client.html).
 */
const LIMITS = `SET LOCAL statement_timeout = ${STATEMENT_TIMEOUT_MS}; SET LOCAL lock_timeout = ${LOCK_TIMEOUT_MS};`

/**
 * Runs one statement in the legacy store, in a transaction of its own.
 *
 * @param statement whose values are written into it: a message of several statements takes no
 *   parameters. See {@link arrayLiteral}.
 * @throws WorkError
 */
export async function askLegacyStore<Row extends QueryResultRow>(
  pool: Pool,
  statement: string
): Promise<Row[]> {
  const client = await pool.connect().catch((error: unknown) => {
    throw toLegacyStoreError(error)
  })
  let failure: WorkError | undefined
  const noteBroken = (error: Error): void => {
    failure = toLegacyStoreError(error)
  }
  // The pool listens to its idle connections only: one that broke in our hands would end the process.
  client.on("error", noteBroken)
  try {
    const results: unknown = await client.query(`${LIMITS} ${statement}`)
    return (results as QueryResult<Row>[]).at(-1)?.rows ?? []
  } catch (error) {
    failure = toLegacyStoreError(error)
    throw failure
  } finally {
    client.off("error", noteBroken)
    // After a failover it may lead to what is only a replica now: the next one is opened anew.
    client.release(failure?.retry === "outage" ? failure : undefined)
  }
}

/** An array as a literal for {@link askLegacyStore}, without its type. */
export function arrayLiteral(
  values: readonly (string | number | boolean)[]
): string {
  const items = values.map((value) =>
    typeof value === "string"
      ? `"${value.replace(/["\\]/g, "\\$&")}"`
      : String(value)
  )
  return escapeLiteral(`{${items.join(",")}}`)
}

/** A table's name as it stands in a statement, with its schema. */
export function nameOfTable({
  schema = "public",
  table,
}: {
  schema?: string
  table: string
}): string {
  return `${escapeIdentifier(schema)}.${escapeIdentifier(table)}`
}

/** Another transaction there kept a row locked for longer than we wait. */
export const LOCK_NOT_AVAILABLE = "legacy_store_55P03"
