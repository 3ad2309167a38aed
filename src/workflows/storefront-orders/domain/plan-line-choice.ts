import type { UpdateOrderLineItemDTO } from "@medusajs/framework/types"
import type { StaffAnswer } from "../../../modules/storefront-orders/domain/staff-answer"
import { type AnswerPlan, possible, refused } from "./answer-plan"
import type { CatalogVariant } from "./catalog-snapshot"
import { isRememberable } from "./is-rememberable"
import { matchOfChoice } from "./match-of-choice"
import { metadataOfMatch } from "./metadata-of-match"
import { titleOf } from "./line-title"
import { variantFields } from "./plan-line"
import { type WantedStock, planWantedStock } from "./plan-reservations"
import type {
  OrderFacts,
  OrderLineFacts,
  QuestionFacts,
} from "./question-facts"
import { readStoredItem } from "./read-stored-item"
import type { StorefrontItem } from "./storefront-item"

/** What binding a line to a variant writes on it; quantity and amounts stay. */
export type LineUpdate = {
  lineId: string
  /** See {@link OrderLineFacts}. */
  orderItemId: string
  update: UpdateOrderLineItemDTO
}

type Choice = Extract<StaffAnswer, { answer: "choose_variant" }>

/** Binds an order line to the variant that staff chose, and reserves what is still to be sent of it. */
export function planLineChoice(
  facts: QuestionFacts,
  order: OrderFacts,
  choice: Choice
): AnswerPlan {
  const { issue, variants } = facts
  const line = order.lines.find(({ id }) => id === issue.subject)
  if (!line) {
    return refused(
      "conflict",
      "line_gone",
      "The line is not on the order any more; mark the question as handled"
    )
  }
  const isBound = line.variantId === choice.variant_id
  if (line.variantId && !isBound) {
    return refused(
      "conflict",
      "line_has_variant",
      `The line is ${line.variantId} already; mark the question as handled, or edit the order`
    )
  }
  const variant = variants.find(({ id }) => id === choice.variant_id)
  if (!variant) {
    // Bound by a run that died, and deleted since: there is nothing left to reserve.
    return isBound
      ? possible({ message: `chose ${choice.variant_id}, which was deleted` })
      : refused(
          "invalid_data",
          "variant_not_found",
          `There is no variant ${choice.variant_id}; choose another one`
        )
  }
  const item = readStoredItem(issue.details.item)
  const memory = planMemory(facts, choice, item, variant)
  return possible({
    line: {
      lineId: line.id,
      orderItemId: line.orderItemId,
      update: updateOf(line, item, variant, choice),
    },
    wantedStock: wantedOf(line, item, variant, choice),
    mapping: memory.mapping,
    message: `${choice.call ? "the storefront's call named" : "chose"} ${variant.sku ?? variant.id}`,
    outcome: {
      variant_id: variant.id,
      sku: variant.sku,
      matched_by: matchOfChoice(variant, choice.call).matchedBy,
      remembered: memory.mapping !== null,
      not_remembered_because: memory.why,
    },
  })
}

function updateOf(
  line: OrderLineFacts,
  item: StorefrontItem | null,
  variant: CatalogVariant,
  { call }: Choice
): UpdateOrderLineItemDTO {
  return {
    id: line.id,
    ...variantFields(variant),
    ...(item ? { title: titleOf(item, variant) } : {}),
    metadata: {
      ...line.metadata,
      ...metadataOfMatch(matchOfChoice(variant, call)),
    },
  }
}

/** What was sent already needs no reservation any more. */
function wantedOf(
  line: OrderLineFacts,
  item: StorefrontItem | null,
  variant: CatalogVariant,
  { call }: Choice
): WantedStock[] {
  const quantity = line.quantity - line.fulfilled
  if (quantity <= 0) {
    return []
  }
  const title = item ? titleOf(item, variant) : variant.product.title
  return planWantedStock(
    [{ id: line.id, title, quantity, unit_price: 0 }],
    [matchOfChoice(variant, call)]
  )
}

/** What is remembered for the next sale; null with the reason where nothing is. */
function planMemory(
  { issue, variants }: QuestionFacts,
  choice: Choice,
  item: StorefrontItem | null,
  variant: CatalogVariant
) {
  const key = issue.itemKey
  const because = (why: string) => ({ mapping: null, why })
  if (!choice.remember) {
    return because("It was not asked for")
  }
  if (!key || !item) {
    return because("The question does not say what the storefront calls it")
  }
  if (!isRememberable(item, variant, variants)) {
    return because(
      "What the storefront says of the item does not tell this variant from its others, so the next sale is asked about again"
    )
  }
  const mapping = { key, variantId: variant.id, item: { ...item } }
  return { mapping, why: null }
}
