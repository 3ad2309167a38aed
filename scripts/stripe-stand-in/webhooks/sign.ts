import { createHmac } from "node:crypto"
import Stripe from "stripe"
import { nowSeconds } from "../ids"

export interface SignOptions {
  /** Seconds since the epoch; now, unless told. */
  timestamp?: number
  /** The endpoint's own secret, unless told. */
  secret?: string
}

// The client is needed only for its helper: the signature's header is Stripe's own form.
const { webhooks } = new Stripe("sk_test_signs_only")

/**
 * The `Stripe-Signature` header for exactly these bytes. The signature is computed over the
 * bytes, not over text, so that a body that is not valid UTF-8 can be signed as well.
 */
export function signPayload(
  payload: Buffer,
  secret: string,
  timestamp = nowSeconds()
): string {
  const signature = createHmac("sha256", secret)
    .update(`${timestamp}.`)
    .update(payload)
    .digest("hex")
  return webhooks.generateTestHeaderString({
    payload: "",
    secret,
    timestamp,
    signature,
  })
}
