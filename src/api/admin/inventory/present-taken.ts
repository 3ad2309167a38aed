import type { InventoryEditResult } from "../../../types/storefront-stock-edits"
import type { TakenEdit } from "../../../workflows/stock-mirror/domain/legacy-edit"

/** What the caller is told. That staff were asked means, to the caller, that nothing was done yet. */
export function presentTaken({
  outcome,
  message,
  variantId,
  difference,
}: TakenEdit): InventoryEditResult {
  return {
    outcome: outcome === "reported" ? "ignored" : outcome,
    message,
    variant_id: variantId,
    difference,
  }
}

/** Whether Medusa is done with it, and whoever sent it too. */
export function isTaken({ outcome }: InventoryEditResult): boolean {
  return ["unchanged", "adjusted", "ignored"].includes(outcome)
}
