import type Stripe from "stripe"
import type { PaymentReference } from "../../../modules/storefront-orders/types"
import { ORDER_NUMBER, orderNumberOf } from "./order-number"

/** An order's metadata: what the customer was asked at the checkout, and Stripe's references. */
export function planMetadata(
  reference: PaymentReference,
  session: Stripe.Checkout.Session
): Record<string, unknown> {
  return {
    ...Object.fromEntries(session.custom_fields.flatMap(entryOfField)),
    // Last, so that no field of the checkout page can stand for the payment.
    stripe_payment_intent: reference.payment_intent_id,
    stripe_checkout_session: reference.checkout_session_id,
    storefront_source: reference.source,
    [ORDER_NUMBER]: orderNumberOf(session) ?? undefined,
  }
}

/** Staff read what the customer has read: of a choice its label, not its key. */
function entryOfField({
  key,
  text,
  numeric,
  dropdown,
}: Stripe.Checkout.Session.CustomField): [string, string][] {
  const chosen = dropdown?.options.find(({ value }) => value === dropdown.value)
  const value =
    text?.value ?? numeric?.value ?? chosen?.label ?? dropdown?.value
  return value ? [[key, value]] : []
}
