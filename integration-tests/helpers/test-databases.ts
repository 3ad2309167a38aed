import { Client } from "pg"

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

/** The same server's address of another database. */
export function databaseUrl(name: string): string {
  const url = new URL(adminUrl())
  url.pathname = `/${name}`
  return url.toString()
}

/** Runs statements as superuser, on a connection of their own. */
export async function asAdmin<T>(
  run: (client: Client) => Promise<T>
): Promise<T> {
  const client = new Client({ connectionString: adminUrl() })
  await client.connect()
  try {
    return await run(client)
  } finally {
    await client.end()
  }
}

export async function databaseExists(name: string): Promise<boolean> {
  return asAdmin(async (client) => {
    const { rowCount } = await client.query(
      "SELECT 1 FROM pg_database WHERE datname = $1",
      [name]
    )
    return rowCount === 1
  })
}

/** Makes a database that is a copy of another. Nobody may be connected to that. */
export async function copyDatabase(from: string, to: string): Promise<void> {
  await asAdmin((client) =>
    client.query(
      `CREATE DATABASE ${client.escapeIdentifier(to)} TEMPLATE ${client.escapeIdentifier(from)}`
    )
  )
}

export async function dropDatabase(name: string): Promise<void> {
  await asAdmin((client) =>
    client.query(
      `DROP DATABASE IF EXISTS ${client.escapeIdentifier(name)} WITH (FORCE)`
    )
  )
}
