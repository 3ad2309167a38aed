import type {
  ReconcileCursor,
  ReconcilePhase,
} from "../../../modules/supabase-sync/reconcile-types"
import type {
  ReconcileKind,
  StockItemKind,
} from "../../../modules/supabase-sync/types"

/** What a run goes over, one after the other. */
export function phasesOf(
  kind: ReconcileKind,
  tellsProducts: boolean
): readonly ReconcilePhase[] {
  if (kind !== "full") {
    return ["known"]
  }
  return tellsProducts
    ? ["known", "sellable", "sellable_missing", "style", "style_missing"]
    : ["known", "sellable", "sellable_missing"]
}

/** Where a run begins. */
export const FIRST_CURSOR: ReconcileCursor = {
  phase: "known",
  after: null,
  found: 0,
}

/**
 * Where a run goes on after a phase.
 *
 * @returns null where it was the last.
 */
export function nextPhase(
  phases: readonly ReconcilePhase[],
  { phase, found }: ReconcileCursor
): ReconcileCursor | null {
  const next = phases[phases.indexOf(phase) + 1]
  // The pass over what may be missing needs to know how many were there.
  const isMissing = next === "sellable_missing" || next === "style_missing"
  return next
    ? { phase: next, after: null, found: isMissing ? found : 0 }
    : null
}

/** The kind of items that a table holds. */
export function kindOfPhase(
  phase: Exclude<ReconcilePhase, "known">
): StockItemKind {
  return phase === "sellable" || phase === "sellable_missing"
    ? "variant"
    : "product"
}
