import type { MedusaContainer } from "@medusajs/framework/types"
import { MedusaError, Modules } from "@medusajs/framework/utils"
import { readAdoptedPayment } from "../../../../../modules/stripe-storefront/domain/adopted-payment"
import { STRIPE_STOREFRONT_PROVIDER_ID } from "../../../../../workflows/storefront-orders/steps/adopt-payment"

/**
 * @param id of a payment of Medusa's, `pay_…`.
 * @returns its PaymentIntent, or null where it was not made on the storefront, or is not there.
 * @throws MedusaError `not_allowed` where nothing was charged.
 */
export async function readStorefrontPayment(
  container: MedusaContainer,
  id: string
): Promise<string | null> {
  const [payment] = await container
    .resolve(Modules.PAYMENT)
    .listPayments({ id }, { select: ["id", "provider_id", "data"], take: 1 })
  if (payment?.provider_id !== STRIPE_STOREFRONT_PROVIDER_ID) {
    return null
  }
  const { payment_intent } = readAdoptedPayment(payment.data)
  if (!payment_intent) {
    throw new MedusaError(
      MedusaError.Types.NOT_ALLOWED,
      "Nothing was charged for this order, so there is nothing to refund"
    )
  }
  return payment_intent
}
