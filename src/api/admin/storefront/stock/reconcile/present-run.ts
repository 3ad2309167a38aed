import type { ReconcileRun } from "../../../../../modules/supabase-sync/reconcile-types"
import type { StorefrontReconcileRun } from "../../../../../types/storefront-reconcile"
import { toText } from "../../to-text"

/** A run as the admin API shows it: without its lease and its cursor. */
export function presentRun(run: ReconcileRun): StorefrontReconcileRun {
  const isWaiting = run.state === "pending"
  return {
    id: run.id,
    kind: run.kind,
    repairs: run.repairs,
    item_ids: run.item_ids,
    state: run.state,
    stopped: run.state === "ignored",
    total: run.total,
    compared: run.compared,
    differing: run.differing,
    on_their_way: run.on_their_way,
    repaired: run.repaired,
    requested_by: run.requested_by,
    stop_requested_at: toText(run.stop_requested_at),
    created_at: new Date(run.created_at).toISOString(),
    started_at: toText(run.started_at),
    finished_at: isWaiting ? null : toText(run.finished_at),
    next_attempt_at: isWaiting ? toText(run.run_at) : null,
    failing_since: toText(run.failing_since),
    attempts_count: run.total_attempts,
    outcome_code: run.outcome_code,
    outcome_message: run.outcome_message,
  }
}
