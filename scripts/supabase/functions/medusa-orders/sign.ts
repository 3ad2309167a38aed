const encoder = new TextEncoder()

/** The HMAC-SHA256 of a text, in lower-case hexadecimal. */
export async function hmacHex(secret: string, text: string): Promise<string> {
  const key = await crypto.subtle.importKey(
    "raw",
    encoder.encode(secret),
    { name: "HMAC", hash: "SHA-256" },
    false,
    ["sign"]
  )
  return hex(await crypto.subtle.sign("HMAC", key, encoder.encode(text)))
}

/** The SHA-256 of a text, in lower-case hexadecimal. */
export async function sha256Hex(text: string): Promise<string> {
  return hex(await crypto.subtle.digest("SHA-256", encoder.encode(text)))
}

/** Compares two secrets in a time that says nothing of where they differ. */
export async function isSame(one: string, other: string): Promise<boolean> {
  // Hashed with a key that nobody knows: what the comparison takes says nothing of the texts then.
  const key = crypto.randomUUID()
  return (await hmacHex(key, one)) === (await hmacHex(key, other))
}

function hex(bytes: ArrayBuffer): string {
  return [...new Uint8Array(bytes)]
    .map((byte) => byte.toString(16).padStart(2, "0"))
    .join("")
}
