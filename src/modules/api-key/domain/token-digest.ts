import { createHmac, randomBytes } from "node:crypto"

const KEY_BYTES = 32

/**
 * Makes what stands for a token in memory. The key is this process's own and goes with it, so that
 * neither a dump of the memory nor a log can be searched for tokens.
 */
export function createTokenDigest(): (token: string) => string {
  const key = randomBytes(KEY_BYTES)
  return (token) => createHmac("sha256", key).update(token).digest("base64")
}
