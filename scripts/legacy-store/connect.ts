import { readFileSync } from "node:fs"
import { Client, type ClientConfig } from "pg"

const loopbackHosts = new Set(["localhost", "127.0.0.1", "::1", "[::1]", ""])

const tlsOptions = [
  "sslmode",
  "sslrootcert",
  "sslcert",
  "sslkey",
  "uselibpqcompat",
]

/** A certificate given as PEM text or as the path of a PEM file. */
const readCertificate = (given: string): string =>
  given.includes("-----BEGIN") ? given : readFileSync(given, "utf8")

/**
 * How to reach a legacy store: in the clear on this machine, and anywhere else
 * only over TLS with a certificate that is checked.
 *
 * @param caCertificate PEM text or a path, as SUPABASE_CA_CERT; the system's
 *   own authorities where it is not given
 */
export function legacyConnection(
  url: string,
  caCertificate?: string
): ClientConfig {
  const address = new URL(url)
  // In a connection string these would win over what is decided here.
  tlsOptions.forEach((option) => address.searchParams.delete(option))
  const ssl = loopbackHosts.has(address.hostname)
    ? false
    : {
        rejectUnauthorized: true,
        ...(caCertificate ? { ca: readCertificate(caCertificate) } : {}),
      }
  return {
    connectionString: address.toString(),
    ssl,
    connectionTimeoutMillis: 10_000,
  }
}

/** Runs `work` on a connection of its own, which is closed whatever happens. */
export async function withLegacyClient<Result>(
  connection: ClientConfig,
  work: (client: Client) => Promise<Result>
): Promise<Result> {
  const client = new Client(connection)
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}
