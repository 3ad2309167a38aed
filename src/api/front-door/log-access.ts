import type { IncomingMessage, ServerResponse } from "node:http"
import { logger } from "@medusajs/framework/logger"
import type { CurrentRequest } from "../../lib/current-request"

/** Asked every few seconds, or a hundred times for a page. */
const UNLOGGED = /^\/(health|metrics|app\/assets)(\/|\?|$)/

/**
 * Writes a line for an answer once it is sent. In place of Medusa's, which has the parameters of the
 * address in it: that is where the e-mail addresses stand that staff look for.
 */
export function logAccess(
  { id, address }: CurrentRequest,
  req: IncomingMessage,
  res: ServerResponse
): void {
  const [path = ""] = (req.url ?? "").split("?", 1)
  if (UNLOGGED.test(path)) {
    return
  }
  const started = performance.now()
  res.once("close", () => {
    const status = res.writableFinished ? res.statusCode : "aborted"
    logger.http(
      `request method=${req.method} path=${path} status=${status} duration_ms=${Math.round(performance.now() - started)} address=${address} request_id=${id}`
    )
  })
}
