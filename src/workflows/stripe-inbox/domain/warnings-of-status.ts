import type { RefusalCode } from "../../../modules/stripe-inbox/errors"
import type { InboxStatus } from "../../../modules/stripe-inbox/client/inbox-status"

export type StatusFacts = {
  inbox: InboxStatus
  paymentsWithoutOrder: number
  openIssues: number
}

/** Work that is due for so long with nobody taking it means that no worker runs. */
const STUCK_AFTER_MS = 5 * 60_000
/** It is asked every few minutes. */
const CATCH_UP_LATE_AFTER_MS = 30 * 60_000

/** What a refusal that repeats usually comes from, and what to do. */
const REFUSAL_CAUSES: Record<RefusalCode, string> = {
  signature_missing:
    "somebody other than Stripe posts there, or a proxy takes the Stripe-Signature header away",
  signature_invalid:
    "the webhook secret may not match: compare STRIPE_WEBHOOK_SECRET with the signing secret of the endpoint in Stripe's dashboard",
  timestamp_stale:
    "they were more than 5 minutes old: is this machine's clock right?",
  timestamp_ahead: "they came from the future: is this machine's clock right?",
  body_malformed:
    "they were no events of Stripe's: does a proxy change the body?",
  mode_mismatch:
    "they were of the other mode: is STRIPE_API_KEY a test key and the endpoint a live one, or the other way round?",
}

/** What staff should look at, in words; the most urgent first. */
export function warningsOfStatus(facts: StatusFacts, now: Date): string[] {
  const { inbox, paymentsWithoutOrder, openIssues } = facts
  return [
    ...refusalWarnings(inbox),
    stuckWarning(inbox, now),
    inbox.dead > 0 &&
      `${events(inbox.dead)} given up${mostOften(inbox.dead_codes)}: see GET /admin/storefront/events?state=dead, and retry them once the cause is mended`,
    inbox.failing > 0 &&
      `${events(inbox.failing)} failing and tried again${mostOften(inbox.failing_codes)}${since(inbox.failing_since)}`,
    catchUpWarning(inbox, now),
    paymentsWithoutOrder > 0 &&
      `${counted(paymentsWithoutOrder, "payment has", "payments have")} no order yet after several minutes: see GET /admin/storefront/payments?state=open`,
    openIssues > 0 &&
      `${counted(openIssues, "question waits", "questions wait")} for staff: see GET /admin/storefront/payments?state=held`,
  ].filter((warning) => warning !== false)
}

function refusalWarnings({ refused }: InboxStatus): string[] {
  return refused
    .filter(({ recent_count }) => recent_count > 0)
    .map(({ code, recent_count }) => {
      const causes: Readonly<Record<string, string>> = REFUSAL_CAUSES
      const cause = causes[code] ?? "see the server's log"
      return `${counted(recent_count, "delivery was", "deliveries were")} refused in the last hour with ${code}: ${cause}`
    })
}

function stuckWarning(
  { oldest_due_at }: InboxStatus,
  now: Date
): string | false {
  const ms = oldest_due_at ? now.getTime() - oldest_due_at.getTime() : 0
  return (
    ms > STUCK_AFTER_MS &&
    `Events have been due for ${Math.round(ms / 60_000)} minutes and nobody takes them: is a worker running?`
  )
}

function catchUpWarning({ catch_up }: InboxStatus, now: Date): string | false {
  if (!catch_up) {
    return false
  }
  const { failure_code, failure_message, succeeded_at } = catch_up
  if (failure_code !== null) {
    return `Asking Stripe for missed events fails with ${failure_code}${failure_message ? `: ${failure_message}` : ""}${succeeded_at ? `; it last went through at ${succeeded_at.toISOString()}` : ""}`
  }
  const lateMs = succeeded_at ? now.getTime() - succeeded_at.getTime() : 0
  return (
    lateMs > CATCH_UP_LATE_AFTER_MS &&
    `Stripe was last asked for missed events ${Math.round(lateMs / 60_000)} minutes ago: is a worker running?`
  )
}

const events = (count: number) => counted(count, "event is", "events are")

const counted = (count: number, one: string, many: string) =>
  `${count} ${count === 1 ? one : many}`

function mostOften(codes: InboxStatus["dead_codes"]): string {
  const [first] = codes
  return first ? `, most often with ${first.code}` : ""
}

const since = (date: Date | null) =>
  date ? `, the first since ${date.toISOString()}` : ""
