import { Pool, type PoolConfig } from "pg"
import type { WorkerLog } from "./durable-queue"

const CONNECT_TIMEOUT_MS = 5_000
/** After a failover an open connection may lead nowhere; a query on it must not wait for ever. */
const QUERY_TIMEOUT_MS = 20_000

/**
 * A pool of connections of one's own, so that no other part of the process can starve it.
 *
 * @param name shows in `pg_stat_activity` and in the log.
 * @param config over the time limits: 5 s for a connection, 20 s for a query.
 */
export function createPool(
  name: string,
  config: PoolConfig,
  log: WorkerLog
): Pool {
  const pool = new Pool({
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    query_timeout: QUERY_TIMEOUT_MS,
    application_name: name,
    keepAlive: true,
    ...config,
  })
  // The pool listens to its idle connections only. One that breaks in our hands fails its next query.
  pool.on("connect", (client) => {
    client.on("error", () => undefined)
  })
  // An idle connection that breaks must not end the process; the next query connects anew.
  pool.on("error", (error) => {
    log.warn(`${name}: ${error.message}`)
  })
  return pool
}
