import { Client } from "pg"

/** Less than a hook may take that starts a backend, so that it is named which statement hangs. */
const STATEMENT_TIMEOUT_MS = 100_000

/** The address of a superuser of the PostgreSQL that the suites share. */
export function adminUrl(): string {
  const url = process.env.TEST_DATABASE_ADMIN_URL
  if (!url) {
    throw new Error(
      "TEST_DATABASE_ADMIN_URL is not set; run the suites through npm test"
    )
  }
  return url
}

/** The address of another database of a server. @param server a superuser's address of it */
export function databaseUrl(name: string, server = adminUrl()): string {
  const url = new URL(server)
  url.pathname = `/${name}`
  return url.toString()
}

/** Runs statements as superuser, on a connection of their own. */
export async function asAdmin<T>(
  run: (client: Client) => Promise<T>,
  server = adminUrl()
): Promise<T> {
  const client = new Client({
    connectionString: server,
    statement_timeout: STATEMENT_TIMEOUT_MS,
  })
  await client.connect()
  try {
    return await run(client)
  } finally {
    await client.end()
  }
}

export async function databaseExists(
  name: string,
  server?: string
): Promise<boolean> {
  return asAdmin(async (client) => {
    const { rowCount } = await client.query(
      "SELECT 1 FROM pg_database WHERE datname = $1",
      [name]
    )
    return rowCount === 1
  }, server)
}

/** Makes a database that is a copy of another. Nobody may be connected to that. */
export async function copyDatabase(
  from: string,
  to: string,
  server?: string
): Promise<void> {
  await asAdmin(
    (client) =>
      client.query(
        `CREATE DATABASE ${client.escapeIdentifier(to)} TEMPLATE ${client.escapeIdentifier(from)}`
      ),
    server
  )
}

export async function dropDatabase(
  name: string,
  server?: string
): Promise<void> {
  await asAdmin(
    (client) =>
      client.query(
        `DROP DATABASE IF EXISTS ${client.escapeIdentifier(name)} WITH (FORCE)`
      ),
    server
  )
}
