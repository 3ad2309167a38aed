import { execFileSync } from "node:child_process"
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"

const P256 = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1"]
const DAYS = 7

/** A certificate and its private key, both as PEM text. */
export type Certificate = { certificate: string; key: string }

export type CertificateWish = {
  name: string
  /** Who signs it; itself where not given. */
  issuer?: Certificate
  /** Whether it may sign others. */
  isAuthority?: boolean
  /** The host names and addresses it is for, as OpenSSL writes them: `DNS:db.example`. */
  hosts?: readonly string[]
  /** It ended yesterday. */
  hasExpired?: boolean
}

/** Makes real certificates with OpenSSL, in a folder that {@link close} removes. */
export class CertificateMaker {
  private readonly folder = mkdtempSync(join(tmpdir(), "storefront-tls-"))
  private made = 0

  make(wish: CertificateWish): Certificate {
    const file = (ending: string): string =>
      join(this.folder, `${this.made}.${ending}`)
    this.made += 1
    openssl([
      ...["req", "-new", ...P256, "-nodes", "-subj", `/CN=${wish.name}`],
      ...["-keyout", file("key"), "-out", file("csr")],
    ])
    writeFileSync(file("ext"), extensionsOf(wish))
    openssl([
      ...["x509", "-req", "-in", file("csr"), "-out", file("pem")],
      ...["-days", String(wish.hasExpired ? -1 : DAYS)],
      ...["-extfile", file("ext"), ...this.signedBy(wish.issuer, file)],
    ])
    return {
      certificate: readFileSync(file("pem"), "utf8"),
      key: readFileSync(file("key"), "utf8"),
    }
  }

  /** Writes a PEM text to a file. @returns its path */
  keep(name: string, pem: string): string {
    const path = join(this.folder, name)
    writeFileSync(path, pem)
    return path
  }

  close(): void {
    rmSync(this.folder, { recursive: true, force: true })
  }

  private signedBy(
    issuer: Certificate | undefined,
    file: (ending: string) => string
  ): string[] {
    if (!issuer) {
      return ["-signkey", file("key")]
    }
    writeFileSync(file("ca.pem"), issuer.certificate)
    writeFileSync(file("ca.key"), issuer.key)
    return [
      ...["-CA", file("ca.pem"), "-CAkey", file("ca.key")],
      ...["-set_serial", String(this.made)],
    ]
  }
}

function extensionsOf({ isAuthority, hosts = [] }: CertificateWish): string {
  return isAuthority
    ? "basicConstraints=critical,CA:TRUE\nkeyUsage=critical,keyCertSign\n"
    : `basicConstraints=CA:FALSE\nsubjectAltName=${hosts.join(",")}\n`
}

function openssl(args: string[]): void {
  execFileSync(process.env.OPENSSL_PATH ?? "openssl", args, { stdio: "pipe" })
}
