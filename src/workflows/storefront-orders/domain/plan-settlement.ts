import {
  MEDUSA_DEFAULT_CURRENCY_EPSILON,
  MathBN,
  defaultCurrencies,
  getEpsilonFromDecimalPrecision,
} from "@medusajs/framework/utils"
import { deriveId } from "../../../lib/derive-id"
import {
  type MinorAmount,
  formatMoney,
  toMajorText,
  toMinorAmount,
} from "../../../lib/money"
import { type AnswerPlan, possible, refused } from "./answer-plan"
import type { OrderFacts, QuestionFacts } from "./question-facts"

/** Makes an order's total what Stripe took: the difference becomes one plain line, or a credit. */
export function planSettlement(
  { issue, payment }: QuestionFacts,
  order: OrderFacts
): AnswerPlan {
  const changeId = deriveId("ordch", issue.id)
  const difference = payment.amount - order.total
  const outcome = {
    paid_minor: payment.amount,
    order_total_minor: order.total,
    currency_code: payment.currencyCode,
  }
  if (difference === 0) {
    return possible({
      message: "accepted the totals, which agree by now",
      outcome,
    })
  }
  if (order.openChangeId && order.openChangeId !== changeId) {
    return refused(
      "conflict",
      "order_being_edited",
      "An edit, return or exchange of the order is under way; confirm or cancel it first"
    )
  }
  const { currencyCode: currency } = payment
  const minor = toMinorAmount(Math.abs(difference))
  const isCredit = difference < 0 && countsAsCredit(minor, currency)
  const amount = isCredit ? minor : toMinorAmount(difference)
  return possible({
    total: {
      orderId: order.id,
      changeId,
      part: isCredit ? "credit" : "line",
      amount: toMajorText(amount, currency),
      partId: deriveId("ordli", issue.id),
    },
    message: `accepted the totals: ${formatMoney({ minor, currency })} ${
      difference > 0 ? "added" : "taken off"
    }`,
    outcome,
  })
}

/**
 * Medusa takes credits for none whose sum is not above a unit of the currency, or a hundredth where
 * it does not look at the currency (`calculateCreditLinesTotal`).
 */
function countsAsCredit(minor: MinorAmount, currency: string): boolean {
  const digits = defaultCurrencies[currency.toUpperCase()]?.decimal_digits
  const ignored = [
    MEDUSA_DEFAULT_CURRENCY_EPSILON,
    getEpsilonFromDecimalPrecision(digits),
  ]
  return ignored.every((most) => MathBN.gt(toMajorText(minor, currency), most))
}
