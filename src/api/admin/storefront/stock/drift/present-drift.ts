import { explainDrift } from "../../../../../modules/supabase-sync/domain/explain-drift"
import type { EditPolicy } from "../../../../../modules/supabase-sync/types"
import type { StorefrontDrift } from "../../../../../types/storefront-reconcile"
import type { ListedDrift } from "../../../../../workflows/stock-mirror/queries/list-drift"
import { toText } from "../../to-text"

/** A difference as the admin API shows it. */
export function presentDrift(
  row: ListedDrift,
  policy: EditPolicy
): StorefrontDrift {
  const { why, whatToDo } = explainDrift(row, row.held, policy)
  return {
    id: row.id,
    item_id: row.item_id,
    kind: row.kind,
    title: row.kind === "product" ? row.product_title : row.title,
    product_title: row.product_title,
    sku: row.sku,
    medusa_quantity: row.medusa_quantity,
    legacy_quantity: row.legacy_quantity,
    difference:
      row.legacy_quantity === null
        ? null
        : row.legacy_quantity - row.medusa_quantity,
    cause: row.cause,
    why,
    what_to_do: whatToDo,
    since: new Date(row.found_at).toISOString(),
    seen_at: new Date(row.seen_at).toISOString(),
    resolved_at: toText(row.resolved_at),
    resolution: row.resolution,
    reconcile_id: row.reconcile_id,
  }
}
