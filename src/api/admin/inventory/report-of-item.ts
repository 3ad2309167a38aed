import type {
  EditedSubject,
  LegacyEditReport,
} from "../../../workflows/stock-mirror/domain/legacy-edit"
import type { InventoryItem } from "./validators"

/** What an item of the body says. */
export function reportOfItem(item: InventoryItem): LegacyEditReport {
  return {
    subject: subjectOf(item),
    quantity: item.quantity,
    version: item.version === undefined ? null : String(item.version),
    previousQuantity: item.previous_quantity ?? null,
    editId: item.edit_id?.toLowerCase() ?? null,
  }
}

function subjectOf(item: InventoryItem): EditedSubject {
  if (item.variant_id !== undefined) {
    return { kind: "variant", id: item.variant_id }
  }
  return item.product_id !== undefined
    ? { kind: "product", id: item.product_id }
    : { kind: "sku", sku: item.sku ?? "" }
}
