import {
  type StaffAnswer,
  answersOf,
} from "../../../modules/storefront-orders/domain/staff-answer"
import { type AnswerPlan, possible, refused } from "./answer-plan"
import { planLineChoice } from "./plan-line-choice"
import { planSettlement } from "./plan-settlement"
import type { OrderFacts, QuestionFacts } from "./question-facts"

/**
 * Decides what an answer changes, before anything is changed: the same facts lead to the same ids,
 * so that carrying it out twice does it once.
 */
export function planAnswer(
  facts: QuestionFacts,
  answer: StaffAnswer
): AnswerPlan {
  const { kind } = facts.issue
  const taken = answersOf(kind)
  if (!taken.includes(answer.answer)) {
    return refused(
      "invalid_data",
      "answer_not_taken",
      `A question of the kind ${kind} takes the answers ${taken.join(", ")}, not ${answer.answer}`
    )
  }
  if (answer.answer === "handled") {
    return possible({ message: "marked as handled" })
  }
  const { order } = facts
  if (!order) {
    return refused(
      "conflict",
      "order_missing",
      "The payment has no order yet that could be changed; look again once it is imported"
    )
  }
  if (order.isCanceled) {
    return refused(
      "conflict",
      "order_canceled",
      "The order has been canceled, so there is nothing left to change; mark the question as handled"
    )
  }
  return planChange(facts, order, answer)
}

function planChange(
  facts: QuestionFacts,
  order: OrderFacts,
  answer: Exclude<StaffAnswer, { answer: "handled" }>
): AnswerPlan {
  switch (answer.answer) {
    case "choose_variant":
      return planLineChoice(facts, order, answer)
    case "accept_totals":
      return planSettlement(facts, order)
    case "choose_region":
      return planRegion(facts, order, answer.region_id)
    case "complete_address": {
      const { country_code: country } = answer.address
      const address = Object.fromEntries(
        Object.entries(answer.address).filter(([, value]) => value !== null)
      )
      const isSameCountry = order.country === country
      return possible({
        address: { orderId: order.id, address, isSameCountry },
        message: "completed the shipping address",
        outcome: { country_code: country },
      })
    }
  }
}

function planRegion(
  { payment, regions }: QuestionFacts,
  order: OrderFacts,
  regionId: string
): AnswerPlan {
  const currency = payment.currencyCode
  const region = regions.find(({ id }) => id === regionId)
  if (!region) {
    return refused(
      "invalid_data",
      "region_not_found",
      `There is no region ${regionId}; choose one of those that sell in ${currency.toUpperCase()}`
    )
  }
  if (region.currencyCode !== currency) {
    return refused(
      "invalid_data",
      "region_of_other_currency",
      `The region sells in ${region.currencyCode.toUpperCase()} and the order was paid in ${currency.toUpperCase()}; choose one of that currency, or make one`
    )
  }
  return possible({
    region: { orderId: order.id, regionId },
    message: `chose the region ${regionId}`,
    outcome: { region_id: regionId },
  })
}
