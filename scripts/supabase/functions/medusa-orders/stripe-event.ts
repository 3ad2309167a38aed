import { hmacHex, isSame } from "./sign.ts"
import type { CheckoutSession } from "./stripe-shapes.ts"

const TOLERANCE_SECONDS = 300
const PAID_EVENTS = [
  "checkout.session.completed",
  "checkout.session.async_payment_succeeded",
]

/**
 * Whether Stripe sent this body, by its `Stripe-Signature`
 * (https://docs.stripe.com/webhooks#verify-manually).
 *
 * @param nowMs UTC, since 1970
 */
export async function isFromStripe(
  header: string,
  body: string,
  secret: string,
  nowMs: number
): Promise<boolean> {
  const parts = header.split(",").map((part) => part.trim().split("="))
  const t = parts.find(([name]) => name === "t")?.[1] ?? ""
  const expected = await hmacHex(secret, `${t}.${body}`)
  const matches = await Promise.all(
    parts
      .filter(([name]) => name === "v1")
      .map(([, value]) => isSame(value ?? "", expected))
  )
  const age = Math.abs(nowMs / 1000 - Number(t))
  return /^\d+$/.test(t) && age <= TOLERANCE_SECONDS && matches.includes(true)
}

/** The session that an event says is paid; null where it says something else. */
export function paidSessionOf(event: unknown): CheckoutSession | null {
  const { type, data } = (event ?? {}) as {
    type?: string
    data?: { object?: CheckoutSession }
  }
  const session = data?.object
  return session &&
    PAID_EVENTS.includes(type ?? "") &&
    session.payment_status !== "unpaid"
    ? session
    : null
}
