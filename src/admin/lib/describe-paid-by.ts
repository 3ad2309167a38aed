import type { StorefrontPaidBy } from "../../types/storefront-payments"

/** Names that are not their id with a capital letter. */
const NAMES: Record<string, string> = {
  amex: "American Express",
  diners: "Diners Club",
  jcb: "JCB",
  unionpay: "UnionPay",
  us_bank_account: "Bank account",
  acss_debit: "Bank account",
}

/**
 * How a customer paid, in one line: «Visa •••• 4242», «Visa •••• 4242 (Apple Pay)», «Link».
 *
 * @returns null where Stripe did not tell.
 */
export function describePaidBy(paidBy: StorefrontPaidBy | null): string | null {
  if (!paidBy) {
    return null
  }
  const { type, brand, last4, wallet } = paidBy
  const parts = [
    nameOf(brand ?? type),
    ...(last4 ? [`•••• ${last4}`] : []),
    ...(wallet ? [`(${nameOf(wallet)})`] : []),
  ]
  return parts.join(" ")
}

function nameOf(id: string): string {
  const words = id.split("_").filter(Boolean)
  return (
    NAMES[id] ??
    words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join(" ")
  )
}
