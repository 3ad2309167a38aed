import type { PoolConfig } from "pg"

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|::1|\[::1\])$/

/**
 * How to connect to the legacy store: over TLS with the server's certificate verified, but for a
 * server on this machine, which has none. What the address says of `sslmode` does not count: it
 * could only weaken this.
 *
 * @param url of the database.
 * @param caCertificate PEM text; without it the authorities that Node trusts.
 */
export function legacyConnection(
  url: string,
  caCertificate: string | undefined
): Pick<PoolConfig, "connectionString" | "ssl"> {
  const address = new URL(url)
  for (const name of [
    "sslmode",
    "sslrootcert",
    "sslcert",
    "sslkey",
    "ssl",
    "sslnegotiation",
    "uselibpqcompat",
  ]) {
    address.searchParams.delete(name)
  }
  // pg lets a host in the query win over the one in the address, the last of several.
  const host = address.searchParams.getAll("host").at(-1) || address.hostname
  const ssl = LOOPBACK.test(host)
    ? false
    : {
        rejectUnauthorized: true,
        ...(caCertificate ? { ca: caCertificate } : {}),
      }
  return { connectionString: address.toString(), ssl }
}
