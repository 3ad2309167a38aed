import { formatMoney, toMinorAmount } from "../../../lib/money"
import type { NewIssue } from "../../../modules/storefront-orders/types"

/** What was captured and refunded of a payment, in minor units. */
export type PaymentSums = { captured: number; refunded: number }

/** What Medusa says of a payment of the storefront and of its order, in minor units. */
export type MedusaSums = PaymentSums & {
  /** As the payment collection sums it up, which is what staff see. */
  collection: PaymentSums
  /** Captured less refunded, over all payments of the order: an exchange may have brought more. */
  paid: number
  /** The sum of the order's transactions, which has to be the same. */
  transactions: number
  /** Whether a refund was begun so lately that Stripe may not have it yet. */
  refunding: boolean
}

/**
 * - `equal`: Medusa and Stripe say the same, and so does all of Medusa
 * - `unsettled`: a refund of Medusa's is just on its way to Stripe: worth another look, later
 */
export type Verdict = "equal" | "differs" | "unsettled"

/** Compares a payment's sums, to the minor unit. */
export function compareSums(stripe: PaymentSums, medusa: MedusaSums): Verdict {
  if (
    isSame(stripe, medusa) &&
    isSame(medusa, medusa.collection) &&
    medusa.paid === medusa.transactions
  ) {
    return "equal"
  }
  return medusa.refunding && medusa.refunded > stripe.refunded
    ? "unsettled"
    : "differs"
}

/** The question asked where sums differ, with all of them. */
export function questionOfSums(
  payment: { payment: string; currency_code: string },
  stripe: PaymentSums,
  medusa: MedusaSums
): NewIssue {
  const currency = payment.currency_code
  const say = (minor: number) => sayAmount(minor, currency)
  const sums = ({ captured, refunded }: PaymentSums) =>
    `${say(captured)} as captured and ${say(refunded)} as refunded`
  const inner = isSame(medusa, medusa.collection)
    ? []
    : [`the payment collection has ${sums(medusa.collection)}`]
  const order =
    medusa.paid === medusa.transactions
      ? []
      : [
          `the order's transactions come to ${say(medusa.transactions)} instead of ${say(medusa.paid)}`,
        ]
  return {
    kind: "amounts_differ",
    subject: payment.payment,
    message: `${[`Stripe has ${sums(stripe)}, Medusa has ${sums(medusa)}`, ...inner, ...order].join("; ")}. Compare the payment in Stripe with the order; once they are equal, this closes by itself`,
    details: {
      currency_code: currency,
      stripe_captured_minor: stripe.captured,
      stripe_refunded_minor: stripe.refunded,
      medusa_captured_minor: medusa.captured,
      medusa_refunded_minor: medusa.refunded,
      collection_captured_minor: medusa.collection.captured,
      collection_refunded_minor: medusa.collection.refunded,
      order_paid_minor: medusa.paid,
      order_transactions_minor: medusa.transactions,
    },
  }
}

function isSame(one: PaymentSums, other: PaymentSums): boolean {
  return one.captured === other.captured && one.refunded === other.refunded
}

/** Medusa may hold a part of the smallest unit, which is then what is wrong. */
function sayAmount(minor: number, currency: string): string {
  return Number.isSafeInteger(minor)
    ? formatMoney({ minor: toMinorAmount(minor), currency })
    : `${minor} minor units`
}
