import type { Server } from "node:http"

/** Milliseconds; all but the last from the moment a connection, or the next request on it, begins. */
export type ConnectionLimits = {
  headersMs: number
  requestMs: number
  /** From the end of an answer. */
  idleMs: number
}

const LIMITS: ConnectionLimits = {
  headersMs: 15_000,
  // The largest that staff upload, a catalogue, over a slow line.
  requestMs: 120_000,
  // Longer than a load balancer keeps an idle connection, usually 60 s: it would else send a request
  // into one that is just being closed.
  idleMs: 65_000,
}

/** A browser sends some 20, proxies add a few. */
const MAX_HEADERS = 100

/**
 * What a connection may cost. Who sends a request drop by drop would hold it for 5 minutes by
 * Node's own limits, and its headers for one. Node looks every 30 s who is over them.
 */
export function limitServer(
  server: Server,
  limits: ConnectionLimits = LIMITS
): void {
  server.headersTimeout = limits.headersMs
  server.requestTimeout = limits.requestMs
  server.keepAliveTimeout = limits.idleMs
  server.maxHeadersCount = MAX_HEADERS
}
