import { STOCK_COUNTED_TO } from "../../../../modules/supabase-sync/client/stock-status"
import type { StorefrontStockStatusResponse } from "../../../../types/storefront-stock"
import {
  type StockFacts,
  warningsOfStock,
} from "../../../../workflows/stock-mirror/domain/warnings-of-stock"
import { toText } from "../to-text"

/** How the mirror stands, as the admin API shows it. */
export function presentStockStatus(
  facts: StockFacts,
  now: Date
): StorefrontStockStatusResponse {
  const { status } = facts
  const { late_p50_ms, late_p99_ms, last_reconcile } = status
  return {
    warnings: warningsOfStock(facts, now),
    counted_to: STOCK_COUNTED_TO,
    configured: facts.isConfigured,
    captured: facts.isCaptured,
    changes_waiting: status.changes_waiting,
    oldest_change_at: toText(status.oldest_change_at),
    items: {
      pending: status.pending,
      running: status.running,
      failing: {
        count: status.failing,
        since: toText(status.failing_since),
        codes: status.failing_codes,
      },
      held: { count: status.held, codes: status.held_codes },
    },
    last_pushed_at: toText(status.last_pushed_at),
    lateness_ms:
      late_p50_ms === null || late_p99_ms === null
        ? null
        : { p50: Math.round(late_p50_ms), p99: Math.round(late_p99_ms) },
    orders: { held: status.orders_held },
    open_drift: status.open_drift,
    last_reconcile: last_reconcile && {
      ...last_reconcile,
      created_at: last_reconcile.created_at.toISOString(),
      finished_at: toText(last_reconcile.finished_at),
    },
  }
}
