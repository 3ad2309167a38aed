import type {
  CatchUpTrigger,
  TimeSpan,
} from "../../../modules/stripe-inbox/types"

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS

/** What is younger is still on its way by itself. */
const PATIENCE_MS = 2 * MINUTE_MS
/**
 * At a start nothing is left out: whoever delivered while nobody listened comes back in minutes, or
 * in hours.
 */
const PATIENCE_FOR_EVENTS_MS: Record<CatchUpTrigger, number> = {
  start: 0,
  timer: PATIENCE_MS,
}
/** Events show up in the list a little late, and not in order. */
const OVERLAP_MS = 10 * MINUTE_MS
/** Stripe keeps events for 30 days (https://docs.stripe.com/api/events). */
const EVENTS_KEPT_MS = 30 * DAY_MS
/** After each span it is kept how far the events are here. */
const EVENT_SPAN_MS = 6 * HOUR_MS
/** An open Checkout Session expires after at most 24 hours (https://docs.stripe.com/api/checkout/sessions/create). */
const SESSION_LIFE_MS = DAY_MS

/**
 * The spans whose events are asked for one after another, oldest first: from where the last run
 * stopped, less an overlap.
 *
 * @param eventsUntil events before this are here; null where none were asked for yet.
 * @param since nothing from before is asked for.
 */
export function planEventSpans({
  eventsUntil,
  since,
  now,
  trigger,
}: {
  eventsUntil: Date | null
  since: Date
  now: Date
  trigger: CatchUpTrigger
}): TimeSpan[] {
  const until = wholeSecond(now, PATIENCE_FOR_EVENTS_MS[trigger])
  let from = Math.max(
    eventsUntil ? eventsUntil.getTime() - OVERLAP_MS : -Infinity,
    since.getTime(),
    now.getTime() - EVENTS_KEPT_MS
  )
  const spans: TimeSpan[] = []
  while (from < until) {
    const end = Math.min(from + EVENT_SPAN_MS, until)
    spans.push({ from: new Date(from), until: new Date(end) })
    from = end
  }
  return spans
}

/** When the payments were made that are compared with the ledger. */
export function planPaymentSpan({
  days,
  since,
  now,
}: {
  days: number
  since: Date
  now: Date
}): TimeSpan {
  return {
    from: new Date(Math.max(since.getTime(), now.getTime() - days * DAY_MS)),
    until: new Date(wholeSecond(now, PATIENCE_MS)),
  }
}

/** When the Checkout Sessions were begun that payments of this span may belong to. */
export function sessionsOfPayments({ from, until }: TimeSpan): TimeSpan {
  return { from: new Date(from.getTime() - SESSION_LIFE_MS), until }
}

/** Stripe counts in whole seconds. */
function wholeSecond(now: Date, patienceMs: number): number {
  return Math.floor((now.getTime() - patienceMs) / 1000) * 1000
}
