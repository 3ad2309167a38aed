import { Client } from "pg"
import { legacyConnection } from "./legacy-connection"

const CA = "-----BEGIN CERTIFICATE-----"

/** What pg makes of it: the host it would go to, and whether and how over TLS. */
function asPgReadsIt(url: string, caCertificate?: string) {
  const client = new Client(legacyConnection(url, caCertificate))
  return { host: client.host, ssl: client.ssl }
}

describe("a server on this machine", () => {
  it.each([
    "postgres://u:p@localhost:5432/store",
    "postgres://u:p@127.0.0.1:5432/store",
    "postgres://u:p@127.1.2.3/store",
    "postgres://u:p@[::1]:5432/store",
    "postgresql://u:p@localhost/store?sslmode=require",
    "postgres://u:p@db.example.com/store?host=localhost",
  ])("%s has no certificate and needs none", (url) => {
    expect(legacyConnection(url, CA).ssl).toBe(false)
    expect(asPgReadsIt(url, CA).ssl).toBe(false)
  })
})

describe("any other server", () => {
  it.each([
    "postgres://u:p@db.abcdefgh.supabase.co:5432/postgres",
    "postgres://u:p@aws-0-us-east-1.pooler.supabase.com:6543/postgres",
    "postgres://u:p@10.0.0.5/store",
    "postgres://u:p@[2001:db8::1]/store",
    "postgres://u:p@localhost.example.com/store",
    "postgres://u:p@127.0.0.1.example.com/store",
    "postgres://u:p@notlocalhost/store",
    "postgres://localhost:p@db.example.com/store",
    "postgres://u:p@db.example.com/localhost",
    "postgres://u:p@localhost/store?host=db.example.com",
    "postgres://u:p@localhost/store?host=localhost&host=db.example.com",
  ])("%s must show a certificate that is verified", (url) => {
    expect(legacyConnection(url, undefined).ssl).toEqual({
      rejectUnauthorized: true,
    })
    expect(asPgReadsIt(url).ssl).toEqual({ rejectUnauthorized: true })
  })

  it.each([
    "sslmode=disable",
    "sslmode=allow",
    "sslmode=prefer",
    "sslmode=require",
    "sslmode=no-verify",
    "sslmode=verify-ca",
    "sslmode=verify-full",
    "sslmode=require&sslmode=disable",
    "ssl=false",
    "ssl=0",
    "ssl=true",
    "sslnegotiation=direct",
    "sslmode=require&uselibpqcompat=true",
    "sslrootcert=/nowhere/ca.pem&sslcert=/nowhere/a.pem&sslkey=/nowhere/k.pem",
  ])("cannot be trusted less by what the address says: %s", (query) => {
    const url = `postgres://u:p@db.example.com:5432/store?${query}`
    expect(asPgReadsIt(url, CA).ssl).toEqual({
      rejectUnauthorized: true,
      ca: CA,
    })
  })

  it("is trusted by the certificate authority that is given", () => {
    const url = "postgres://u:p@db.example.com/store"
    expect(legacyConnection(url, CA).ssl).toEqual({
      rejectUnauthorized: true,
      ca: CA,
    })
  })
})

it("keeps the rest of the address: user, password, port, database and other settings", () => {
  const { connectionString } = legacyConnection(
    "postgres://medusa_sync.ref:p%40ss%2Fword@db.example.com:6543/store?sslmode=disable&application_name=medusa",
    undefined
  )
  expect(connectionString).toBe(
    "postgres://medusa_sync.ref:p%40ss%2Fword@db.example.com:6543/store?application_name=medusa"
  )
  const client = new Client({ connectionString, ssl: false })
  expect(client).toMatchObject({
    user: "medusa_sync.ref",
    password: "p@ss/word",
    host: "db.example.com",
    port: 6543,
    database: "store",
  })
})

it("refuses what is no address", () => {
  expect(() => legacyConnection("db.example.com", undefined)).toThrow()
})
