import type { ServerResponse } from "node:http"

/** Also what people are told who sign in with a wrong password, or register, too often. */
export const TOO_MANY_ATTEMPTS = {
  type: "not_allowed",
  code: "too_many_attempts",
  message:
    "Too many attempts with keys or passwords from this address; wait as long as Retry-After says, and check the credential",
}

/** @param seconds to wait for */
export function refuseAttempt(res: ServerResponse, seconds: number): void {
  res.writeHead(429, {
    "Content-Type": "application/json; charset=utf-8",
    "Retry-After": String(seconds),
  })
  res.end(JSON.stringify(TOO_MANY_ATTEMPTS))
}
