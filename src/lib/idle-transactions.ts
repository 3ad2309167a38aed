import type { Knex } from "@medusajs/framework/mikro-orm/knex"

/**
 * A process that hangs between two statements keeps the rows that it has locked, such as the stock
 * of a size, from all others; one whose machine is gone keeps them for two hours, until the kernel
 * gives its connection up. PostgreSQL ends such a session after this time, which is less than a
 * lease: the rows are free before another process takes the work over.
 */
const LIMIT_MS = 20_000

/** Begins a transaction that ends where nothing comes of it for 20 s. */
export const BEGIN_LIMITED = `BEGIN; SET LOCAL idle_in_transaction_session_timeout = ${LIMIT_MS}`

/** What Medusa's pool holds: connections of `pg`. */
type Connection = { query: (sql: string) => Promise<unknown> }
type ConnectionPool = {
  on: (
    event: "acquireSuccess",
    listener: (eventId: number, connection: Connection) => void
  ) => void
}

const limited = new WeakSet<Connection>()

/**
 * Has the sessions of Medusa's own connections ended too. Each is told so before its first use, and
 * not when it connects: poolers such as PgBouncer refuse a connection that asks for it. Behind one in
 * transaction mode it reaches whichever server connection is free; there an
 * `ALTER ROLE … SET idle_in_transaction_session_timeout` is what holds for all.
 */
export function limitIdleTransactions({ client }: Knex): void {
  const { pool } = client as { pool: ConnectionPool }
  pool.on("acquireSuccess", (_, connection) => {
    if (!limited.has(connection)) {
      limited.add(connection)
      connection
        .query(`SET idle_in_transaction_session_timeout = ${LIMIT_MS}`)
        .catch(() => undefined /* the query that it was acquired for says so */)
    }
  })
}
