import { MedusaError } from "@medusajs/framework/utils"
import { textOrNull } from "../../../lib/unknown-values"
import type { AdoptedPaymentData } from "../types"

/**
 * Reads what Medusa kept of an adopted payment.
 *
 * @throws MedusaError `invalid_data` when it names no payment: such a session was not made by the
 *   import, and there is nothing at Stripe that it could stand for.
 */
export function readAdoptedPayment(
  data: Record<string, unknown> | undefined
): AdoptedPaymentData {
  const payment_intent = textOrNull(data?.payment_intent)
  const checkout_session = textOrNull(data?.checkout_session)
  const currency = textOrNull(data?.currency)
  if (!currency || (!payment_intent && !checkout_session)) {
    throw new MedusaError(
      MedusaError.Types.INVALID_DATA,
      "This payment provider records payments made on the storefront; it cannot take new ones"
    )
  }
  return { payment_intent, checkout_session, currency }
}
