import { Client, type ClientConfig } from "pg"
import { readCaCertificate } from "../../src/config/ca-certificate"
import { legacyConnection as verifiedConnection } from "../../src/modules/supabase-sync/domain/legacy-connection"

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
  return {
    ...verifiedConnection(url, readCaCertificate(caCertificate)),
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
