import { X509Certificate } from "node:crypto"
import { readFileSync } from "node:fs"
import { ConfigurationError } from "./env"

const PEM = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g

/**
 * The certificates of SUPABASE_CA_CERT as PEM text.
 *
 * @param setting a PEM text, also on one line with `\n` in place of the line breaks, as some hosts
 *   keep it; or the path of a PEM file. Empty counts as not given.
 * @throws ConfigurationError where the file cannot be read or holds no certificate.
 */
export function readCaCertificate(
  setting: string | undefined
): string | undefined {
  const given = setting?.trim()
  if (!given) {
    return undefined
  }
  const text = given.startsWith("-----BEGIN")
    ? given.replaceAll("\\n", "\n")
    : readFile(given)
  const certificates = text.match(PEM) ?? []
  if (certificates.length === 0 || !certificates.every(isCertificate)) {
    throw refusal("holds no certificate that can be read")
  }
  return text
}

function readFile(path: string): string {
  try {
    return readFileSync(path, "utf8")
  } catch (error) {
    throw refusal("names a file that cannot be read", error)
  }
}

function isCertificate(pem: string): boolean {
  try {
    return new X509Certificate(pem).raw.length > 0
  } catch {
    return false
  }
}

function refusal(what: string, cause?: unknown): ConfigurationError {
  return new ConfigurationError(
    `The configuration is not usable:\n  - SUPABASE_CA_CERT ${what}; it must be the path of a PEM file, or the certificate itself (-----BEGIN CERTIFICATE-----)`,
    { cause }
  )
}
