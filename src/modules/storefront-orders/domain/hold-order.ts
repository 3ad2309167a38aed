import { formatMoney, toMinorAmount } from "../../../lib/money"
import { phaseOfDispute } from "./dispute"

/** What is looked at of a dispute before anything of its order is sent. */
export type HoldingDispute = {
  dispute: string
  status: string
  reason: string
  /** In minor units. */
  amount: number
  currency_code: string
  /** The PaymentIntent. */
  payment: string
  /** Whether its question still waits for staff. */
  asked: boolean
}

/**
 * Why nothing of an order may be sent, in words; null where nothing is in the way.
 *
 * A chargeback holds the order until it is won. A lost one holds it until staff have decided what
 * becomes of it: goods would be sent that nobody pays for. An inquiry holds nothing: no money was
 * taken, and most of them come to nothing.
 */
export function reasonToHold(
  disputes: readonly HoldingDispute[]
): string | null {
  const lost = disputes.find(
    ({ status, asked }) => phaseOfDispute(status) === "lost" && asked
  )
  const open = disputes.find(({ status }) => phaseOfDispute(status) === "open")
  if (open) {
    return `The payment of this order is disputed (${named(open)}), so nothing of it is sent. Answer the dispute in Stripe: once it is won, the order can be sent`
  }
  return lost
    ? `The payment of this order was charged back (${named(lost)}), so nothing of it is sent. To send it all the same, first mark the question about the dispute as handled, at the payment ${lost.payment}`
    : null
}

function named({
  dispute,
  status,
  amount,
  currency_code: currency,
}: HoldingDispute): string {
  const sum = formatMoney({ minor: toMinorAmount(amount), currency })
  return `${dispute}, ${sum}, ${status}`
}
