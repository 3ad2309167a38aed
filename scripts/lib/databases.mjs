// @ts-check
import { errorCode, Refusal } from "./refusal.mjs"

/*
 * `pg` is loaded when it is first needed: the packages may not be installed yet
 * when this file is read.
 */

/**
 * @template T
 * @param {string} url
 * @param {(client: import("pg").Client) => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withClient(url, work) {
  const { default: pg } = await import("pg")
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: 10_000,
  })
  // Ours ends with the server; without a listener that would end the process.
  client.on("error", () => {})
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

/**
 * @template {string} Column
 * @param {import("pg").Client} client
 * @param {string} sql that yields one row
 * @param {unknown[]} [values]
 * @returns {Promise<Partial<Record<Column, unknown>>>} the first row
 */
async function firstRow(client, sql, values = []) {
  /** @type {import("pg").QueryResult<Partial<Record<Column, unknown>>>} */
  const { rows } = await client.query(sql, values)
  return rows[0] ?? {}
}

/**
 * @param {string} url
 * @returns {Promise<"ready" | "wrong password" | "not ready">}
 */
export async function ping(url) {
  try {
    await withClient(url, (client) => client.query("select 1"))
    return "ready"
  } catch (error) {
    return errorCode(error) === "28P01" ? "wrong password" : "not ready"
  }
}

/**
 * @param {string} url
 * @returns {string} without its password, fit to be shown
 */
export function withoutPassword(url) {
  try {
    const parsed = new URL(url)
    parsed.password = ""
    return parsed.href
  } catch {
    return "(not a URL)"
  }
}

/**
 * @param {string} url
 * @param {string} name of the database
 * @returns {string} the same server, another database
 */
export function withDatabase(url, name) {
  const parsed = new URL(url)
  parsed.pathname = `/${name}`
  return parsed.href
}

/**
 * Makes sure that the database of a URL is there, by way of the server's own
 * `postgres` database where it is not.
 * @param {string} variable that holds the URL, to be named in a refusal
 * @param {string} url
 * @throws {Refusal} where the server cannot be reached or will not make it
 */
export async function ensureDatabase(variable, url) {
  try {
    await withClient(url, (client) => client.query("select 1"))
    return
  } catch (error) {
    const missing = errorCode(error) === "3D000"
    if (!missing) throw unreachable(variable, url, error)
  }
  try {
    const name = decodeURIComponent(new URL(url).pathname.slice(1))
    await withClient(withDatabase(url, "postgres"), (client) =>
      client.query(`create database ${client.escapeIdentifier(name)}`)
    )
  } catch (error) {
    throw unreachable(variable, url, error)
  }
}

/**
 * @param {string} variable
 * @param {string} url
 * @param {unknown} cause
 */
function unreachable(variable, url, cause) {
  const reason =
    cause instanceof AggregateError
      ? cause.errors.map(String).join("; ")
      : cause instanceof Error
        ? cause.message
        : String(cause)
  const message = `${variable} (${withoutPassword(url)}) cannot be used: ${reason}`
  return new Refusal(message, { cause })
}

/**
 * @param {string} url
 * @returns {Promise<number>} tables in the schema public
 */
export async function countTables(url) {
  const sql =
    "select count(*)::int as count from pg_tables where schemaname = 'public'"
  const row = await withClient(url, (client) => firstRow(client, sql))
  return Number(row.count)
}

/**
 * @param {string} url
 * @param {string} table
 * @returns {Promise<boolean>} whether it is there and holds a row
 */
export async function hasRows(url, table) {
  return withClient(url, async (client) => {
    const name = client.escapeIdentifier(table)
    const sql = "select to_regclass($1)::text as name"
    const found = await firstRow(client, sql, [name])
    if (found.name === null) return false
    const { rows } = await client.query(`select 1 from ${name} limit 1`)
    return rows.length > 0
  })
}

/**
 * @param {string} url
 * @returns {Promise<string>} another one for every database that is made, also
 *   where one takes another's name
 */
export async function databaseIdentity(url) {
  const sql = `select oid::text || case
      when has_function_privilege('pg_control_system()', 'execute')
      then '.' || (select system_identifier from pg_control_system())
      else ''
    end as id
    from pg_database where datname = current_database()`
  const row = await withClient(url, (client) => firstRow(client, sql))
  return String(row.id)
}

/**
 * @param {string} url
 * @param {string} server a URL on another host or port
 * @returns {string} the first URL at the second one's host and port
 */
export function withAddress(url, server) {
  const moved = new URL(url)
  const { hostname, port } = new URL(server)
  moved.hostname = hostname
  moved.port = port
  return moved.href
}

/**
 * Removes an admin user of Medusa with its login.
 * @param {string} url
 * @param {string} email
 */
export async function removeLogin(url, email) {
  await withClient(url, async (client) => {
    await client.query(
      `delete from auth_identity where id in
         (select auth_identity_id from provider_identity where entity_id = $1)`,
      [email]
    )
    await client.query("delete from provider_identity where entity_id = $1", [
      email,
    ])
    await client.query('delete from "user" where email = $1', [email])
  })
}
