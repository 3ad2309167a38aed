import dns from "node:dns"
import { readCaCertificate } from "../../src/config/ca-certificate"
import { type Certificate, CertificateMaker } from "../helpers/certificates"
import {
  type LegacyStoreUnderTest,
  openLegacyStore,
} from "../helpers/legacy-store"
import { type OwnPostgres, startOwnPostgres } from "../helpers/own-postgres"
import {
  type RecordingProxy,
  startRecordingProxy,
} from "../helpers/recording-proxy"
import {
  expectOnlyTls,
  showCertificate,
  switchTlsOff,
} from "../helpers/tls-postgres"
import { waitFor } from "../helpers/wait-for"
import { putSizes, readSizes } from "../modules/supabase-sync/legacy-rows"
import { SyncFixture } from "../modules/supabase-sync/sync-fixture"

/** A host that is not this machine by its name; what it resolves to does not matter to TLS. */
const HOST = "db.storefront.test"

const certificates = new CertificateMaker()
const root = certificates.make({ name: "Root", isAuthority: true })
const between = certificates.make({
  name: "Intermediate",
  isAuthority: true,
  issuer: root,
})
const server = certificates.make({
  name: HOST,
  hosts: [`DNS:${HOST}`, "IP:0.0.0.0"],
  issuer: between,
})

let postgres: OwnPostgres
let store: LegacyStoreUnderTest
let proxy: RecordingProxy
let fixture: SyncFixture

/** A server of its own, whose certificates are made here: a root, an intermediate, and its own. */
describe("F61: a legacy store on another machine", () => {
  beforeAll(async () => {
    postgres = await startOwnPostgres()
    store = await openLegacyStore("variants", postgres.url)
    proxy = await startRecordingProxy(Number(new URL(postgres.url).port))
    const look = dns.lookup
    jest
      .spyOn(dns, "lookup")
      .mockImplementation(((
        host: string,
        ...rest: [dns.LookupOptions, () => void]
      ) => look(host === HOST ? "127.0.0.1" : host, ...rest)) as typeof look)
  })
  afterAll(async () => {
    jest.restoreAllMocks()
    await proxy.close()
    await store.drop()
    await postgres.close()
    certificates.close()
  })
  beforeEach(async () => {
    fixture = await SyncFixture.open(store)
    await putSizes(store.owner, ["variant_1"])
    await fixture.queue.put("variant_1")
    await show(server, between)
    proxy.forget()
  })
  afterEach(async () => {
    await fixture.stop()
    await fixture.queue.close()
  })

  describe("whose certificate is verified", () => {
    it.each([
      ["by the root, as text", () => root.certificate],
      [
        "by the root, as a path",
        () => certificates.keep("ca", root.certificate),
      ],
      [
        "by several authorities in one text",
        () =>
          `${certificates.make({ name: "Other", isAuthority: true }).certificate}${root.certificate}`,
      ],
    ])("%s, is written to, and only over TLS", async (_, setting) => {
      await start(setting())
      await untilWritten()
      expectOnlyTls(proxy.sent(), secrets())
    })

    it("is written to under an address that its certificate names", async () => {
      await start(root.certificate, { host: "0.0.0.0" })
      await untilWritten()
      expectOnlyTls(proxy.sent(), secrets())
    })

    it.each(["disable", "allow", "prefer", "require", "no-verify"])(
      "is spoken to over TLS whatever the address says: sslmode=%s",
      async (mode) => {
        await start(root.certificate, { query: `?sslmode=${mode}` })
        await untilWritten()
        expectOnlyTls(proxy.sent(), secrets())
      }
    )
  })

  describe("is refused", () => {
    it.each([
      [
        "with a certificate that it signed itself",
        "SUPABASE_CA_CERT",
        () => show(certificates.make({ name: HOST, hosts: [`DNS:${HOST}`] })),
      ],
      [
        "with one that has expired",
        "renewed",
        () =>
          show(
            certificates.make({
              name: HOST,
              hosts: [`DNS:${HOST}`],
              issuer: between,
              hasExpired: true,
            }),
            between
          ),
      ],
      [
        "with one for another host",
        "SUPABASE_DB_URL",
        () =>
          show(
            certificates.make({
              name: HOST,
              hosts: ["DNS:db.other.test", `DNS:${HOST}.other.test`],
              issuer: between,
            }),
            between
          ),
      ],
      [
        "without the certificate between its own and the root",
        "SUPABASE_CA_CERT",
        () => show(server),
      ],
      ["without TLS", "Switch TLS on", () => switchTlsOff(store.owner)],
    ])("%s", async (_, advice, change) => {
      await change()
      await start(root.certificate)
      await expectRefused(advice)
    })

    it("where another authority is trusted", async () => {
      const other = certificates.make({ name: "Root", isAuthority: true })
      await start(other.certificate)
      await expectRefused("SUPABASE_CA_CERT")
    })

    it("where no authority is given, and nobody public vouches for it", async () => {
      await start(undefined)
      await expectRefused("SUPABASE_CA_CERT")
    })

    it("under an address that its certificate does not name", async () => {
      await show(
        certificates.make({
          name: "localhost",
          hosts: ["DNS:localhost"],
          issuer: between,
        }),
        between
      )
      await start(root.certificate, { host: "0.0.0.0" })
      await expectRefused("SUPABASE_DB_URL")
    })

    it.each(["disable", "no-verify", "require"])(
      "also where the address says sslmode=%s",
      async (mode) => {
        await show(certificates.make({ name: HOST, hosts: [`DNS:${HOST}`] }))
        await start(root.certificate, { query: `?sslmode=${mode}` })
        await expectRefused("SUPABASE_CA_CERT")
      }
    )

    it("where somebody between says that there is no TLS", async () => {
      const liar = await startRecordingProxy((near) => near.write("N"))
      try {
        await start(root.certificate, { port: liar.port })
        await expectRefused("Switch TLS on", liar)
      } finally {
        await liar.close()
      }
    })

    it("where somebody between answers in plaintext after all", async () => {
      // AuthenticationCleartextPassword: asks for the password.
      const ask = Buffer.from([0x52, 0, 0, 0, 8, 0, 0, 0, 3])
      const liar = await startRecordingProxy((near) =>
        near.write(Buffer.concat([Buffer.from("S"), ask]))
      )
      try {
        await start(root.certificate, { port: liar.port })
        await expectRefused("", liar)
      } finally {
        await liar.close()
      }
    })
  })

  it("is written to once its certificate is right again, and nobody does anything", async () => {
    await show(certificates.make({ name: HOST, hosts: [`DNS:${HOST}`] }))
    await start(root.certificate)
    await expectRefused("SUPABASE_CA_CERT")
    await show(server, between)
    await untilWritten()
  })
})

function show(own: Certificate, ...others: Certificate[]): Promise<void> {
  const chain = [own, ...others].map(({ certificate }) => certificate)
  return showCertificate(store.owner, own, chain)
}

/** Starts a process as a server does, with SUPABASE_CA_CERT as it was set. */
async function start(
  setting: string | undefined,
  { host = HOST, port = proxy.port, query = "" } = {}
): Promise<void> {
  const url = new URL(store.syncUrl)
  url.hostname = host
  url.port = String(port)
  await fixture.start({
    url: `${url.toString()}${query}`,
    caCertificate: readCaCertificate(setting),
  })
}

async function untilWritten(): Promise<void> {
  await waitFor("the number to be there", async () => {
    const [row] = await readSizes(store.owner)
    return row?.quantity === 4
  })
}

/** Staff see why, nothing was written, and nothing was said in the clear. */
async function expectRefused(advice: string, by = proxy): Promise<void> {
  const [attempt] = await waitFor("a refused attempt", async () => {
    const attempts = await fixture.queue.attempts("variant_1")
    return attempts.length > 0 && attempts
  })
  const refusal = {
    code: expect.stringMatching(/^legacy_store_/),
    message: expect.stringContaining(advice),
  }
  expect(attempt).toMatchObject({ outcome: "retry", ...refusal })
  expect(await fixture.queue.job("variant_1")).toMatchObject({
    outcome_code: refusal.code,
    outcome_message: refusal.message,
  })
  expect(await readSizes(store.owner)).toEqual([
    { id: "variant_1", quantity: 50, version: null },
  ])
  expectOnlyTls(by.sent(), secrets())
}

/** What must not be read on the way. */
function secrets(): string[] {
  const { username, password } = new URL(store.syncUrl)
  return [username, password, "UPDATE", "product_variants"]
}
