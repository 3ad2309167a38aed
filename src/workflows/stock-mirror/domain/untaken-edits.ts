import type { EditPolicy } from "../../../modules/supabase-sync/types"
import type {
  EditFacts,
  EditedSubject,
  KeptEdit,
  LegacyEditReport,
  TakenEdit,
} from "./legacy-edit"

const NOTHING = { variantId: null, difference: 0 }

/** What is said of a report that names nothing, or a product of several variants. */
export function takeWithoutVariant(
  subject: EditedSubject,
  { productIds }: Pick<EditFacts, "productIds">,
  policy: EditPolicy
): TakenEdit {
  if (subject.kind !== "product" || !productIds.includes(subject.id)) {
    return {
      ...NOTHING,
      outcome: "not_found",
      message:
        "Medusa has nothing of this id or SKU. Link the row to a variant, or take it out of the shop",
    }
  }
  if (policy === "ignore") {
    return {
      ...NOTHING,
      outcome: "ignored",
      message:
        "Medusa decides what can be sold; the sum over its sizes is written over this number",
    }
  }
  return {
    ...NOTHING,
    outcome: "conflict",
    message:
      "This number is the sum over the product's sizes, and does not say which of them changed. Change the size's number",
  }
}

/** Whether a report is the edit that is kept under its name, told of again. */
export function saysTheSame(
  kept: KeptEdit,
  { quantity, previousQuantity }: LegacyEditReport,
  variantId: string
): boolean {
  return (
    kept.variantId === variantId &&
    kept.quantityAfter === quantity &&
    kept.quantityBefore === previousQuantity
  )
}

/** What is said of an edit whose name stands for another one: to answer with that would hide it. */
export function namedTwice(variantId: string): TakenEdit {
  return {
    outcome: "conflict",
    message:
      "This edit_id names another edit already, so this one was not counted. Give each edit an edit_id of its own",
    variantId,
    difference: 0,
  }
}
