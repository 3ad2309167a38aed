import { ISSUE_KINDS } from "../../modules/storefront-orders/types"
import type { Readiness } from "../../types/health"
import type { Standing } from "../../workflows/health/queries/read-standing"

/** A metric as it is now. */
export type Gauged = {
  name: string
  help: string
  labels: readonly string[]
  /** A value for each set of labels; what is not known is left out. */
  values: readonly { labels?: Record<string, string>; value: number }[]
}

const CAPPED = "counted to 10000"

/** What the database says of the whole shop, for an alarm on each. */
export function metricsOfStanding(standing: Standing, now: Date): Gauged[] {
  return [
    ...ofQueues(standing),
    ...ofLedger(standing, now),
    ...ofInbox(standing),
    ...ofMirror(standing),
  ]
}

/** @param standing null where the database could not be read */
export function metricsOfScrape(
  standing: Standing | null,
  readiness: Readiness | null
): Gauged[] {
  return [
    {
      name: "storefront_scrape_ok",
      help: "Whether the database could be read for this answer: with 0 the metrics of the database are left out of it",
      labels: [],
      values: [{ value: Number(standing !== null) }],
    },
    {
      name: "storefront_part_ready",
      help: "The parts of GET /health/ready, 1 where all is well; what stands on a part that is out is not asked",
      labels: ["part"],
      values: (readiness?.parts ?? []).map(({ part, ok }) => ({
        labels: { part },
        value: Number(ok),
      })),
    },
  ]
}

function ofQueues({ queues }: Standing): Gauged[] {
  const each = [...queues]
  return [
    {
      name: "storefront_queue_jobs",
      help: `Jobs of a queue by state, ${CAPPED}; dead ones were given up and wait for staff`,
      labels: ["queue", "state"],
      values: each.flatMap(([queue, { pending, running, dead }]) =>
        Object.entries({ pending, running, dead }).map(([state, value]) => ({
          labels: { queue, state },
          value,
        }))
      ),
    },
    {
      name: "storefront_queue_failing_jobs",
      help: `Pending jobs that have failed and are tried again, ${CAPPED}`,
      labels: ["queue"],
      values: each.map(([queue, { failing: value }]) => ({
        labels: { queue },
        value,
      })),
    },
    {
      name: "storefront_queue_oldest_due_seconds",
      help: "How long the oldest work that is due has waited; 0 where none is",
      labels: ["queue"],
      values: each.map(([queue, { oldest_due_ms }]) => ({
        labels: { queue },
        value: seconds(oldest_due_ms),
      })),
    },
    {
      name: "storefront_queue_oldest_failing_seconds",
      help: "For how long the job has failed that has failed for longest; 0 where none does",
      labels: ["queue"],
      values: each.map(([queue, { oldest_failing_ms }]) => ({
        labels: { queue },
        value: seconds(oldest_failing_ms),
      })),
    },
  ]
}

function ofLedger({ ledger }: Standing, now: Date): Gauged[] {
  const asked = ISSUE_KINDS.map((kind) => ({
    labels: { kind },
    found: ledger.questions.find((question) => question.kind === kind),
  }))
  return [
    {
      name: "storefront_open_questions",
      help: `Questions that wait for an answer of staff, by kind, ${CAPPED}`,
      labels: ["kind"],
      values: asked.map(({ labels, found }) => ({
        labels,
        value: found?.open ?? 0,
      })),
    },
    {
      name: "storefront_oldest_question_seconds",
      help: "How long the oldest question of a kind has been open; 0 where none is",
      labels: ["kind"],
      values: asked.map(({ labels, found }) => ({
        labels,
        value: found?.oldest_at ? secondsBetween(found.oldest_at, now) : 0,
      })),
    },
    {
      name: "storefront_payments_without_order",
      help: `Payments known for 10 minutes without an order or a question, ${CAPPED}`,
      labels: [],
      values: [{ value: ledger.late_payments }],
    },
  ]
}

function ofInbox({ inbox }: Standing): Gauged[] {
  return [
    {
      name: "storefront_stripe_received_timestamp_seconds",
      help: "When the last event of Stripe came; missing before the first",
      labels: [],
      values: atTime(inbox.last_received_at),
    },
    {
      name: "storefront_catch_up_succeeded_timestamp_seconds",
      help: "When Stripe was last asked for what never arrived; missing before the first time",
      labels: [],
      values: atTime(inbox.caught_up_at),
    },
    {
      name: "storefront_catch_up_found",
      help: "What that has found in all that no delivery had brought; a rise means that deliveries are lost",
      labels: ["what"],
      values: [
        { labels: { what: "events" }, value: inbox.events_found },
        { labels: { what: "payments" }, value: inbox.payments_found },
      ],
    },
  ]
}

function ofMirror({ mirror }: Standing): Gauged[] {
  return [
    {
      name: "storefront_stock_changes_waiting",
      help: "Changes of stock that wait to be turned into items to push, counted to 100000",
      labels: [],
      values: [{ value: mirror.changes_waiting }],
    },
    {
      name: "storefront_stock_pushed_timestamp_seconds",
      help: "When a number was last written to the legacy store; missing before the first time",
      labels: [],
      values: atTime(mirror.last_pushed_at),
    },
    {
      name: "storefront_stock_drift_open",
      help: `Numbers of the legacy store that are not those of Medusa, and that nobody has settled, ${CAPPED}`,
      labels: [],
      values: [{ value: mirror.open_drift }],
    },
    {
      name: "storefront_reconcile_succeeded_timestamp_seconds",
      help: "When both sides were last compared, by kind of run; missing before the first",
      labels: ["kind"],
      values: mirror.reconciled.map(({ kind, finished_at }) => ({
        labels: { kind },
        value: finished_at.getTime() / 1_000,
      })),
    },
    {
      name: "storefront_reconcile_differing",
      help: "Numbers that differed in that comparison",
      labels: ["kind"],
      values: mirror.reconciled.map(({ kind, differing: value }) => ({
        labels: { kind },
        value,
      })),
    },
  ]
}

const seconds = (ms: number | null): number => (ms ?? 0) / 1_000

const secondsBetween = (from: Date, until: Date): number =>
  Math.max(0, until.getTime() - from.getTime()) / 1_000

const atTime = (time: Date | null): { value: number }[] =>
  time ? [{ value: time.getTime() / 1_000 }] : []
