import { type MinorAmount, formatMoney } from "../../../lib/money"
import {
  type EqualizedRefunds,
  type MedusaRefund,
  sumOfRefunds,
} from "./plan-refunds"

/** What came of staff's wish to refund. */
export type StaffRefundResult =
  | { kind: "refunded" }
  /** It cannot be made; nothing was done. */
  | { kind: "refused"; code: string; message: string }
  /** Something else has happened first that staff should know of; nothing was done. */
  | { kind: "conflict"; code: string; message: string }

/** What the refund would be made of. */
export type StaffRefundFacts = {
  currency: string
  captured: MinorAmount
  /** Medusa's refunds, which are equal to Stripe's by now. */
  refunds: readonly MedusaRefund[]
  /** What was found and mended on the way. */
  found: EqualizedRefunds
  asked: MinorAmount
  /** When staff clicked; ISO 8601, UTC. */
  askedAt: string
}

/**
 * Whether staff's refund may be made. A refund of theirs that was begun before and got lost is
 * never followed by another in the same click: they may have clicked again because it was lost.
 *
 * @returns null where nothing speaks against it.
 */
export function judgeStaffRefund(
  facts: StaffRefundFacts
): StaffRefundResult | null {
  const { currency, captured, refunds, found, asked, askedAt } = facts
  const money = (minor: number): string =>
    formatMoney({ minor: minor as MinorAmount, currency })
  const [unfinished] = found.unfinished
  if (unfinished) {
    return conflict(
      "refund_unfinished",
      `A refund of ${money(unfinished.amount)} begun at ${unfinished.createdAt} waits for Stripe's answer. It is finished by itself; refund again only once that is done`
    )
  }
  const [first] = [...found.completed, ...found.recovered]
  if (first) {
    return conflict(
      "refund_completed",
      `A refund of ${money(first.amount)} begun at ${first.createdAt} has just been completed; refund again only if you mean a second one`
    )
  }
  const meanwhile = refunds.find(
    ({ origin, createdAt }) => origin === "staff" && createdAt >= askedAt
  )
  if (meanwhile) {
    return conflict(
      "refund_made_meanwhile",
      `A refund of ${money(meanwhile.amount)} was made at the same moment; refund again only if you mean a second one`
    )
  }
  const left = captured - sumOfRefunds(refunds)
  return asked > left
    ? {
        kind: "refused",
        code: "refund_exceeds_payment",
        message: `${money(asked)} cannot be refunded: of ${money(captured)} paid, ${money(left)} ${left === captured ? "can be" : "is left to be"} refunded`,
      }
    : null
}

function conflict(code: string, message: string): StaffRefundResult {
  return { kind: "conflict", code, message }
}
