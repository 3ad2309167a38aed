/**
 * The secret API key that a request shows, as `Bearer` or as `Basic`, raw or in base64, read as
 * Medusa reads it; null for any other credential.
 *
 * @param authorization the header
 */
export function secretKeyOf(authorization: string | undefined): string | null {
  const [scheme, credential] = authorization?.split(/\s/) ?? []
  switch (credential && scheme?.toLowerCase()) {
    case "bearer":
      return asSecretKey(credential)
    case "basic":
      return asSecretKey(credential) ?? asSecretKey(decode(credential))
    default:
      return null
  }
}

function asSecretKey(text = ""): string | null {
  return text.startsWith("sk_") ? text.replace(/:$/, "") : null
}

function decode(text = ""): string {
  return Buffer.from(text, "base64").toString("utf8")
}
