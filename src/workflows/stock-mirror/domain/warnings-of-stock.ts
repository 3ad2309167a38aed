import type { StockStatus } from "../../../modules/supabase-sync/client/stock-status"
import { WAITING_CHANGES_ALERT } from "../../../modules/supabase-sync/types"

export type StockFacts = {
  status: StockStatus
  /** Whether there is a legacy store to push to. */
  isConfigured: boolean
  /** Whether the triggers are there. */
  isCaptured: boolean
  /** What the legacy store lacks of the mapping. */
  mappingProblems: readonly string[]
}

/** A change should be there within half a second. */
const LATE_AFTER_MS = 5 * 60_000

/** What staff should look at about the mirror, in words; the most urgent first. */
export function warningsOfStock(facts: StockFacts, now: Date): string[] {
  const { status, isConfigured, isCaptured, mappingProblems } = facts
  const { oldest_change_at, changes_waiting, failing, held, orders_held } =
    status
  const lateMs = oldest_change_at
    ? now.getTime() - oldest_change_at.getTime()
    : 0
  return [
    !isCaptured &&
      "Changes of stock go unseen: triggers on Medusa's tables are missing or disabled. Run: npx medusa db:migrate",
    isConfigured &&
      mappingProblems.length > 0 &&
      `The legacy store is not as expected: ${mappingProblems.join("; ")}`,
    changes_waiting >= WAITING_CHANGES_ALERT &&
      `${WAITING_CHANGES_ALERT} or more changes of stock wait: is a worker running, and keeping up?`,
    isConfigured &&
      lateMs > LATE_AFTER_MS &&
      `A change of stock has been waiting for ${Math.round(lateMs / 60_000)} minutes to reach the legacy store`,
    held > 0 &&
      `${held} stock ${held === 1 ? "item is" : "items are"} held${mostOften(status.held_codes)}: see GET /admin/storefront/stock/items?held=true, and push them once the cause is mended`,
    isConfigured &&
      failing > 0 &&
      `${failing} stock ${failing === 1 ? "item is" : "items are"} failing and tried again${mostOften(status.failing_codes)}`,
    orders_held > 0 &&
      `The state of ${orders_held} ${orders_held === 1 ? "order" : "orders"} could not be told to the legacy store`,
  ].filter((warning) => warning !== false)
}

function mostOften([first]: StockStatus["held_codes"]): string {
  return first ? `, most often with ${first.code}` : ""
}
