const NOT_TRUSTED =
  "its certificate is not signed by an authority that is trusted here. Set SUPABASE_CA_CERT to the certificate of that authority (Supabase: Database settings, SSL configuration)"

const NO_TLS =
  "it does not offer TLS, and nothing is sent in the clear but to this machine. Switch TLS on there"

/** By Node's error codes (https://nodejs.org/docs/latest-v20.x/api/tls.html#x509-certificate-error-codes). */
const ADVICE: Readonly<Record<string, string>> = {
  DEPTH_ZERO_SELF_SIGNED_CERT: NOT_TRUSTED,
  SELF_SIGNED_CERT_IN_CHAIN: NOT_TRUSTED,
  UNABLE_TO_GET_ISSUER_CERT: NOT_TRUSTED,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: NOT_TRUSTED,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: NOT_TRUSTED,
  CERT_SIGNATURE_FAILURE: NOT_TRUSTED,
  CERT_UNTRUSTED: NOT_TRUSTED,
  INVALID_CA: NOT_TRUSTED,
  CERT_HAS_EXPIRED:
    "its certificate, or that of its authority, has expired. Have it renewed, or set SUPABASE_CA_CERT to the new one",
  CERT_NOT_YET_VALID:
    "its certificate is not valid yet. Set the clock of this machine",
  ERR_TLS_CERT_ALTNAME_INVALID:
    "its certificate is for another host. Take the host of SUPABASE_DB_URL as the store's own pages show it",
}

/** As `pg` says it, without a code, when the server answers that it has no TLS. */
const NO_TLS_MESSAGE = "The server does not support SSL connections"

/** What a connection failed for that had to be made over TLS. */
export type TlsFailure = { code: string; advice: string }

/** @returns null where the failure has nothing to do with TLS. */
export function explainTlsFailure(
  code: unknown,
  message: unknown
): TlsFailure | null {
  if (message === NO_TLS_MESSAGE) {
    return { code: "no_tls", advice: NO_TLS }
  }
  const advice = typeof code === "string" ? ADVICE[code] : undefined
  return typeof code === "string" && advice ? { code, advice } : null
}
