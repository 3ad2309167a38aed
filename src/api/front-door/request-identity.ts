import { randomUUID } from "node:crypto"
import type { IncomingMessage } from "node:http"

/** The caller's, where it gives one that can be printed; else a new one. */
export function requestIdOf({ headers }: IncomingMessage): string {
  const given = headers["x-request-id"]
  return typeof given === "string" && /^[\w-]{1,64}$/.test(given)
    ? given
    : randomUUID()
}

/**
 * Whose request it is. One proxy is trusted, as Medusa has it: what it has put last into
 * `X-Forwarded-For` is the address that it was called from.
 */
export function addressOf({ headers, socket }: IncomingMessage): string {
  const forwarded = headers["x-forwarded-for"]
  const hops = Array.isArray(forwarded) ? forwarded.join(",") : forwarded
  return hops?.split(",").at(-1)?.trim() || (socket.remoteAddress ?? "unknown")
}
