import type { ServerResponse } from "node:http"

/** It may be only a moment until the database is back. */
const RETRY_AFTER_SECONDS = 2

const UNDECIDED = {
  type: "unavailable",
  code: "key_not_checked",
  message:
    "The secret key could not be checked just now, so nothing was done; try again",
}

type End = (...args: unknown[]) => ServerResponse

/**
 * Has a caller told to come back whose key could not be checked. Medusa knows only keys that are
 * right and others, and would say 401: that the key is wrong, and not to be shown again.
 */
export function answerUndecided(res: ServerResponse): void {
  const end = res.end.bind(res) as End
  const endOtherwise: End = (...args) => {
    if (res.statusCode !== 401 || res.headersSent) {
      return end(...args)
    }
    const body = JSON.stringify(UNDECIDED)
    res.statusCode = 503
    res.removeHeader("ETag")
    res.setHeader("Content-Type", "application/json; charset=utf-8")
    res.setHeader("Content-Length", Buffer.byteLength(body))
    res.setHeader("Retry-After", RETRY_AFTER_SECONDS)
    return end(body)
  }
  res.end = endOtherwise as typeof res.end
}
