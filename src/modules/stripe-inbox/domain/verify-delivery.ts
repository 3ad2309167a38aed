import Stripe from "stripe"
import { DeliveryRefusedError } from "../errors"
import type { EventRow } from "../types"
import { toEventRow } from "./event-row"

/** Stripe's own advice, https://docs.stripe.com/webhooks#replay-attacks; ours holds both ways. */
export const TOLERANCE_SECONDS = 300

/**
 * Checks that a delivery is Stripe's, whole and recent, and reads it.
 *
 * @param delivery.body the bytes as they arrived.
 * @param delivery.signature the `Stripe-Signature` header as Node gives it.
 * @param secrets any one of them may have signed: two are valid while one is being changed.
 * @param now seconds since 1970, UTC.
 * @throws DeliveryRefusedError which says what is wrong, without the body or a secret.
 */
export function verifyDelivery(
  delivery: { body: Buffer; signature: string | string[] | undefined },
  secrets: readonly string[],
  now: number = Math.floor(Date.now() / 1000)
): EventRow {
  const signature = requireSignature(delivery.signature)
  refuseFuture(signature, now)
  checkSignature(delivery.body, signature, secrets, now)
  return readEvent(delivery.body)
}

function requireSignature(signature: string | string[] | undefined): string {
  if (typeof signature !== "string" || !signature) {
    throw new DeliveryRefusedError(
      "signature_missing",
      "Exactly one Stripe-Signature header is needed"
    )
  }
  return signature
}

/** The SDK refuses old timestamps only; one from the future would stay valid for as long as it is ahead. */
function refuseFuture(signature: string, now: number): void {
  // Where it is given twice the SDK takes the last, so that one counts here too.
  const timestamp = Number(
    [...signature.matchAll(/(?<=^|,)\s*t=(\d{1,15})(?=,|$)/g)].at(-1)?.[1]
  )
  if (timestamp - now > TOLERANCE_SECONDS) {
    throw new DeliveryRefusedError(
      "timestamp_ahead",
      "The signature's timestamp is in the future; check this machine's clock"
    )
  }
}

function checkSignature(
  body: Buffer,
  signature: string,
  secrets: readonly string[],
  now: number
): void {
  let refusal: unknown
  for (const secret of secrets) {
    try {
      // Checks the signature alone: parsing comes later, and only once.
      signatures().verifyHeader(
        body,
        signature,
        secret,
        TOLERANCE_SECONDS,
        undefined,
        now * 1000
      )
      return
    } catch (error) {
      refusal = error
      // Another secret cannot make a matching signature younger.
      if (isTooOld(error)) {
        throw new DeliveryRefusedError(
          "timestamp_stale",
          "The signature's timestamp is more than 5 minutes old; check this machine's clock",
          { cause: error }
        )
      }
    }
  }
  throw new DeliveryRefusedError(
    "signature_invalid",
    "The signature matches none of the secrets in STRIPE_WEBHOOK_SECRET",
    { cause: refusal }
  )
}

function signatures() {
  const { signature } = Stripe.webhooks
  if (!signature) {
    throw new Error(
      "This build of the Stripe SDK cannot check webhook signatures"
    )
  }
  return signature
}

function isTooOld(error: unknown): boolean {
  return (
    error instanceof Error &&
    error.message.startsWith("Timestamp outside the tolerance zone")
  )
}

function readEvent(body: Buffer): EventRow {
  const payload = body.toString("utf8")
  if (!Buffer.from(payload, "utf8").equals(body)) {
    throw new DeliveryRefusedError("body_malformed", "The body is not UTF-8")
  }
  const row = toEventRow(parseJson(payload), payload, "webhook")
  if (!row) {
    throw new DeliveryRefusedError(
      "body_malformed",
      "The body is not a Stripe event: id, type, created or data is missing"
    )
  }
  return row
}

function parseJson(payload: string): unknown {
  try {
    return JSON.parse(payload)
  } catch (error) {
    throw new DeliveryRefusedError("body_malformed", "The body is not JSON", {
      cause: error,
    })
  }
}
