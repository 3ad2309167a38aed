import { createHash } from "node:crypto"
import type {
  MedusaNextFunction,
  MedusaRequest,
  MedusaResponse,
} from "@medusajs/framework/http"
import { currentRequest } from "../../lib/current-request"
import { isRecord } from "../../lib/unknown-values"
import { attempts } from "../front-door/attempts"
import type { Attempt, FailedAttempts } from "../front-door/failed-attempts"
import { networkOf } from "../front-door/network-of"
import { refuseAttempt } from "../front-door/too-many-attempts"

/** Medusa's provider of passwords. */
const PASSWORDS = "emailpass"

/**
 * Refuses to look at a password, which is as expensive as a key, where too many from this address
 * were wrong. Of every kind of actor: Medusa keeps one password for a person, so a guess at a
 * staff member's may be made at the customers' door too.
 */
export async function limitSignIns(
  req: MedusaRequest,
  res: MedusaResponse,
  next: MedusaNextFunction
): Promise<void> {
  const signIns = attempts()?.signIns
  const attempt = await take(signIns, req, res)
  if (attempt) {
    res.once("finish", () => {
      if (res.statusCode < 400) {
        void signIns?.giveBack(attempt)
      } else {
        signIns?.noteFailed()
      }
    })
  }
  if (!res.headersSent) {
    next()
  }
}

/**
 * Refuses to make another password where too many were made from this address. All of them count:
 * one that succeeds costs the same, and leaves a row.
 */
export async function limitRegistrations(
  req: MedusaRequest,
  res: MedusaResponse,
  next: MedusaNextFunction
): Promise<void> {
  const registrations = attempts()?.registrations
  if (await take(registrations, req, res)) {
    res.once("finish", () => {
      if (res.statusCode >= 400) {
        registrations?.noteFailed()
      }
    })
  }
  if (!res.headersSent) {
    next()
  }
}

/** @returns what was counted; null where nothing was, or the request is refused */
async function take(
  counted: FailedAttempts | undefined,
  { params, body }: MedusaRequest,
  res: MedusaResponse
): Promise<Attempt | null> {
  // Decoded, as Medusa reads it: a matcher would not know `email%70ass`.
  if (!counted || params.auth_provider !== PASSWORDS) {
    return null
  }
  const attempt = {
    network: networkOf(currentRequest()?.address ?? ""),
    subject: accountOf(body),
  }
  const wait = await counted.take(attempt)
  if (wait > 0) {
    refuseAttempt(res, wait)
    return null
  }
  return attempt
}

/** Told apart without keeping the e-mail address. */
function accountOf(body: unknown): string {
  const email = isRecord(body) && typeof body.email === "string" && body.email
  return createHash("sha256")
    .update(email ? email.trim().toLowerCase() : "")
    .digest("base64url")
    .slice(0, 22)
}
