import { connect as connectTls } from "node:tls"
import { connect } from "node:net"
import type { Pool } from "pg"
import type { Certificate } from "./certificates"
import { waitFor } from "./wait-for"

/** What a client asks before anything else: protocol 1234.5679, eight bytes long. */
const SSL_REQUEST = Buffer.from([0, 0, 0, 8, 4, 0xd2, 0x16, 0x2f])
/** The first byte of a TLS handshake record. */
const HANDSHAKE = 0x16

/**
 * Has a running PostgreSQL show a certificate from now on. The files are written by the server, as
 * whichever user it runs: it takes no key that others could read.
 *
 * @param owner a superuser
 * @param chain the certificate, and those of the authorities between it and the root
 */
export async function showCertificate(
  owner: Pool,
  { key }: Certificate,
  chain: readonly string[]
): Promise<void> {
  await writeServerFile(owner, "server.crt", chain.join(""))
  await writeServerFile(owner, "server.key", key)
  await owner.query("ALTER SYSTEM SET ssl = on")
  await owner.query("SELECT pg_reload_conf()")
  const port = await portOf(owner)
  const body = chain[0]?.replace(/-----[^-]+-----|\s/g, "")
  await waitFor(
    "PostgreSQL to show its certificate",
    async () => (await shownCertificate(port)) === body
  )
}

/** Has it speak no TLS. */
export async function switchTlsOff(owner: Pool): Promise<void> {
  await owner.query("ALTER SYSTEM SET ssl = off")
  await owner.query("SELECT pg_reload_conf()")
  const port = await portOf(owner)
  await waitFor(
    "PostgreSQL to speak no TLS",
    async () => (await shownCertificate(port)) === null
  )
}

async function writeServerFile(
  owner: Pool,
  name: "server.crt" | "server.key",
  pem: string
): Promise<void> {
  const lines = pem
    .trim()
    .split("\n")
    .map((line, at) => `(${at}, '${line}')`)
  await owner.query(
    `COPY (SELECT line FROM (VALUES ${lines.join(",")}) AS pem(at, line) ORDER BY at)
     TO PROGRAM 'umask 077 && cat > ${name}'`
  )
}

async function portOf(owner: Pool): Promise<number> {
  const { rows } = await owner.query<{ port: number }>(
    "SELECT inet_server_port() AS port"
  )
  return rows[0]?.port ?? 0
}

/** The body of the certificate that the server shows; null where it has no TLS. */
function shownCertificate(port: number): Promise<string | null> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, "127.0.0.1", () => socket.write(SSL_REQUEST))
    socket.on("error", reject)
    socket.once("data", (answer) => {
      if (answer.toString() !== "S") {
        socket.destroy()
        resolve(null)
        return
      }
      const secure = connectTls({ socket, rejectUnauthorized: false }, () => {
        const { raw } = secure.getPeerCertificate()
        secure.destroy()
        resolve(raw.toString("base64"))
      })
      secure.on("error", reject)
    })
  })
}

/**
 * Every connection asked for TLS, and then said nothing but what a handshake begins with.
 *
 * @param sent what was sent, a buffer a connection
 * @param secrets that nobody may read on the way
 */
export function expectOnlyTls(
  sent: readonly Buffer[],
  secrets: readonly string[]
): void {
  expect(sent.length).toBeGreaterThan(0)
  for (const bytes of sent) {
    expect(bytes.subarray(0, 8)).toEqual(SSL_REQUEST)
    expect([undefined, HANDSHAKE]).toContain(bytes[8])
    expect(secrets.filter((secret) => bytes.includes(secret))).toEqual([])
  }
}
