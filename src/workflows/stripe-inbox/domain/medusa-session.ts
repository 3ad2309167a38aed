import { isRecord } from "../../../lib/unknown-values"

/**
 * The payment session of Medusa that a PaymentIntent or a charge says it belongs to, `payses_…`.
 * Medusa marks its PaymentIntents so, and Stripe hands that on to their charges. Whether the session
 * is one of this Medusa's, only the database knows.
 */
export function medusaSessionOf({
  metadata,
}: {
  metadata?: unknown
}): string | null {
  const session = isRecord(metadata) ? metadata.session_id : null
  return typeof session === "string" && session.startsWith("payses_")
    ? session
    : null
}
