import type { ListedOrder } from "../../../../modules/supabase-sync/client/list-orders"
import type { StorefrontOrderStatus } from "../../../../types/storefront-order-status"
import { toText } from "../to-text"

/** What the legacy store was told of an order, as the admin API shows it. */
export function presentOrderStatus(row: ListedOrder): StorefrontOrderStatus {
  return {
    order_id: row.id,
    state: row.state,
    held: row.held,
    pushed_status: row.pushed_status,
    pushed_version: row.pushed_version,
    pushed_at: toText(row.pushed_at),
    unknown_reported_at: toText(row.unknown_reported_at),
    next_attempt_at: row.state === "pending" ? row.run_at.toISOString() : null,
    failing_since: toText(row.failing_since),
    finished_at: row.state === "pending" ? null : toText(row.finished_at),
    attempts_count: row.total_attempts,
    outcome_code: row.outcome_code,
    outcome_message: row.outcome_message,
    created_at: row.created_at.toISOString(),
  }
}
