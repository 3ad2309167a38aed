import type { CallStatus } from "../../../modules/storefront-orders/client/call-status"

/** Work that is due for so long with nobody taking it means that no worker runs. */
const STUCK_AFTER_MS = 5 * 60_000

/** What staff should look at of the storefront's calls, in words; the most urgent first. */
export function warningsOfCalls(status: CallStatus, now: Date): string[] {
  const { dead, failing, failing_since, oldest_due_at } = status
  const dueMs = oldest_due_at ? now.getTime() - oldest_due_at.getTime() : 0
  return [
    dueMs > STUCK_AFTER_MS &&
      `Payments that the storefront told us of have been waiting for ${Math.round(dueMs / 60_000)} minutes and nobody takes them: is a worker running?`,
    dead > 0 &&
      `${counted(dead)} that the storefront told us of given up${withCode(status.dead_code)}: see GET /admin/storefront/calls?state=dead, and retry them once the cause is mended`,
    failing > 0 &&
      `${counted(failing)} that the storefront told us of failing and tried again${withCode(status.failing_code)}${failing_since ? `, the first since ${failing_since.toISOString()}` : ""}`,
  ].filter((warning) => warning !== false)
}

const counted = (count: number) =>
  count === 1 ? "1 payment" : `${count} payments`

const withCode = (code: string | null) =>
  code ? `, most often with ${code}` : ""
