import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { rootCertificates } from "node:tls"
import { readCaCertificate } from "./ca-certificate"
import { ConfigurationError } from "./env"

const [ONE = "", ANOTHER = ""] = rootCertificates

describe("SUPABASE_CA_CERT", () => {
  let folder: string

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "storefront-ca-"))
  })
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true })
  })

  const fileWith = (text: string): string => {
    const path = join(folder, "ca.pem")
    writeFileSync(path, text)
    return path
  }

  it("is the certificate itself, or several of them", () => {
    expect(readCaCertificate(ONE)).toBe(ONE)
    expect(readCaCertificate(`\n${ONE}\n${ANOTHER}\n`)).toBe(
      `${ONE}\n${ANOTHER}`
    )
  })

  it("may stand on one line, as some hosts keep it", () => {
    expect(readCaCertificate(ONE.replaceAll("\n", "\\n"))).toBe(ONE)
  })

  it("may be the path of a file", () => {
    const text = `subject=Root\n${ONE}\n`
    expect(readCaCertificate(fileWith(text))).toBe(text)
  })

  it.each([[undefined], [""], ["  "]])("%j is not given", (setting) => {
    expect(readCaCertificate(setting)).toBeUndefined()
  })

  it.each([
    ["a file that is missing", () => "/nowhere/ca.pem"],
    ["a folder", () => folder],
    ["a file without a certificate", () => fileWith("not a certificate")],
    ["a certificate cut short", () => ONE.slice(0, 400)],
    ["what is no certificate inside", () => ONE.replace(/MII/, "AAA")],
    [
      "a key instead of a certificate",
      () => "-----BEGIN PRIVATE KEY-----\nMIGH\n-----END PRIVATE KEY-----",
    ],
    [
      "a second certificate that is broken",
      () => `${ONE}\n${ANOTHER.replace(/MII/, "AAA")}`,
    ],
  ])("%s stops the start with the name of the setting", (_, setting) => {
    expect(() => readCaCertificate(setting())).toThrow(ConfigurationError)
    expect(() => readCaCertificate(setting())).toThrow("SUPABASE_CA_CERT")
  })
})
