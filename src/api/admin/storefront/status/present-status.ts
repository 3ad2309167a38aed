import type { CallStatus } from "../../../../modules/storefront-orders/client/call-status"
import {
  COUNTED_TO,
  type CatchUpRow,
} from "../../../../modules/stripe-inbox/client/inbox-status"
import type { StorefrontStatusResponse } from "../../../../types/storefront-status"
import {
  type StatusFacts,
  warningsOfStatus,
} from "../../../../workflows/stripe-inbox/domain/warnings-of-status"
import type { StockFacts } from "../../../../workflows/stock-mirror/domain/warnings-of-stock"
import { warningsOfCalls } from "../../../../workflows/storefront-orders/domain/warnings-of-calls"
import { presentStockStatus } from "../stock/present-stock-status"
import { toText } from "../to-text"

/** How things stand, as the admin API shows it. */
export function presentStatus(
  facts: StatusFacts,
  { calls, stock: stockFacts }: { calls: CallStatus; stock: StockFacts },
  now: Date
): StorefrontStatusResponse {
  const { inbox } = facts
  const {
    warnings: stockWarnings,
    counted_to: _,
    ...stock
  } = presentStockStatus(stockFacts, now)
  return {
    warnings: [
      ...warningsOfStatus(facts, now),
      ...warningsOfCalls(calls, now),
      ...stockWarnings,
    ],
    calls: presentCalls(calls),
    stock,
    counted_to: COUNTED_TO,
    inbox: {
      pending: { due: inbox.due, waiting: inbox.waiting },
      running: inbox.running,
      dead: inbox.dead,
      dead_codes: inbox.dead_codes,
      oldest_due_since: toText(inbox.oldest_due_at),
      last_received_at: toText(inbox.last_received_at),
      last_24h: {
        received: inbox.received_24h,
        done: inbox.done_24h,
        ignored: inbox.ignored_24h,
      },
      failing: {
        count: inbox.failing,
        since: toText(inbox.failing_since),
        codes: inbox.failing_codes,
      },
    },
    refused_deliveries: inbox.refused.map(({ code, count, last_at }) => ({
      code,
      count,
      last_at: last_at.toISOString(),
    })),
    catch_up: inbox.catch_up && presentCatchUp(inbox.catch_up),
    payments: {
      without_order: facts.paymentsWithoutOrder,
      open_issues: facts.openIssues,
    },
  }
}

function presentCalls(calls: CallStatus): StorefrontStatusResponse["calls"] {
  return {
    pending: calls.pending,
    running: calls.running,
    dead: calls.dead,
    oldest_due_since: toText(calls.oldest_due_at),
    failing: calls.failing,
    failing_since: toText(calls.failing_since),
  }
}

function presentCatchUp(
  row: CatchUpRow
): NonNullable<StorefrontStatusResponse["catch_up"]> {
  return {
    ...row,
    events_until: toText(row.events_until),
    started_at: toText(row.started_at),
    succeeded_at: toText(row.succeeded_at),
  }
}
