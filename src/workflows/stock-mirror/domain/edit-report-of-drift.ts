import type { FoundDrift } from "../../../modules/supabase-sync/reconcile-types"
import type { LegacyEditReport } from "./legacy-edit"

/** A number that somebody changed there, as a comparison tells of it: what is there now. */
export function toEditReport({
  itemId,
  kind,
  legacyQuantity,
  legacyVersion,
}: Pick<
  FoundDrift,
  "itemId" | "kind" | "legacyQuantity" | "legacyVersion"
>): LegacyEditReport {
  return {
    subject: { kind, id: itemId },
    quantity: legacyQuantity ?? 0,
    version: legacyVersion,
    previousQuantity: null,
    editId: null,
  }
}
