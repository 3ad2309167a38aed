import { createHash, timingSafeEqual } from "node:crypto"
import type { IncomingMessage, ServerResponse } from "node:http"
import { addressOf } from "../front-door/request-identity"
import { attempts } from "../front-door/attempts"
import { networkOf } from "../front-door/network-of"
import { refuseAttempt } from "../front-door/too-many-attempts"
import { sendJson } from "../hooks/payment/send-json"

const BEARER = /^bearer +([!-~]+)$/i

/**
 * Whether the request shows the token; else it is answered: 401, or 429 after too many wrong ones,
 * which are counted like wrong keys. The token that this process has found right once is let in
 * whatever others try.
 */
export async function admitScrape(
  req: IncomingMessage,
  res: ServerResponse,
  token: string
): Promise<boolean> {
  const [, given] = BEARER.exec(req.headers.authorization ?? "") ?? []
  if (given === undefined) {
    refuse(res, "metrics_token_missing", "Send the token")
    return false
  }
  const digest = digestOf(given)
  const admission = await attempts()?.metricsTokens.admit(
    networkOf(addressOf(req)),
    // A part of what is shown names who tries, also in Redis: not of the token itself.
    digest.toString("hex")
  )
  if (typeof admission === "number") {
    refuseAttempt(res, admission)
    return false
  }
  const isRight = timingSafeEqual(digest, digestOf(token))
  if (isRight) {
    admission?.accept()
  } else {
    admission?.refuse()
    refuse(res, "metrics_token_wrong", "This is not the token")
  }
  return isRight
}

/** Of the same length for all, and nothing of the token can be told from how long it takes to compare. */
function digestOf(text: string): Buffer {
  return createHash("sha256").update(text).digest()
}

function refuse(res: ServerResponse, code: string, what: string): void {
  sendJson(
    res,
    401,
    {
      type: "unauthorized",
      code,
      message: `${what} of METRICS_TOKEN as Authorization: Bearer`,
    },
    { "WWW-Authenticate": "Bearer" }
  )
}
