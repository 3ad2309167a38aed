import { PaymentActions } from "@medusajs/framework/utils"
import { minorUnitExponent } from "../../../lib/money"

/** What Medusa's payment workflow is told of one of its payments. */
export type MedusaWebhook = {
  action: "captured" | "authorized"
  /** In major units, as the stock provider gives it. */
  amount: number
}

/**
 * What an event of a PaymentIntent means to Medusa, as its stock Stripe provider has it
 * (`getWebhookActionAndData`). The provider itself cannot be asked: it checks the signature anew,
 * which is too old once an event has waited for 5 minutes.
 *
 * Only these two are acted upon: of all others Medusa's own subscriber makes nothing.
 *
 * @returns null where the intent does not say how much.
 */
export function medusaWebhookOf(
  topic: "intent_succeeded" | "intent_capturable",
  intent: Record<string, unknown>
): MedusaWebhook | null {
  const succeeded = topic === "intent_succeeded"
  const minor = succeeded ? intent.amount_received : intent.amount_capturable
  const { currency } = intent
  if (!Number.isSafeInteger(minor) || typeof currency !== "string") {
    return null
  }
  return {
    action: succeeded ? PaymentActions.SUCCESSFUL : PaymentActions.AUTHORIZED,
    amount: Number(minor) / 10 ** stockExponent(currency),
  }
}

/** Here the stock provider counts otherwise than Stripe does, also when it starts the payment. */
const STOCK_EXPONENTS: Readonly<Record<string, number>> = { ugx: 0, iqd: 3 }

function stockExponent(currency: string): number {
  const code = currency.toLowerCase()
  return Object.hasOwn(STOCK_EXPONENTS, code)
    ? (STOCK_EXPONENTS[code] ?? 0)
    : minorUnitExponent(code)
}
