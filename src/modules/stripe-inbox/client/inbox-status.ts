import type { Pool } from "pg"

/** Counts stop here, so that a backlog of millions is looked at as quickly as none. */
export const COUNTED_TO = 20_000

const MOST_FREQUENT = 5

export type CodeCount = { code: string; count: number }

export type RefusalRow = CodeCount & {
  /** Of the hours that the last 60 minutes touch. */
  recent_count: number
  last_at: Date
}

export type CatchUpRow = {
  events_until: Date | null
  started_at: Date | null
  succeeded_at: Date | null
  failure_code: string | null
  failure_message: string | null
  events_found: number
  payments_found: number
}

/** How the inbox stands. No count goes beyond {@link COUNTED_TO}. */
export type InboxStatus = {
  due: number
  waiting: number
  running: number
  dead: number
  oldest_due_at: Date | null
  last_received_at: Date | null
  /** Of those received within 24 hours, the newest ones first. */
  received_24h: number
  done_24h: number
  ignored_24h: number
  failing: number
  failing_since: Date | null
  failing_codes: CodeCount[]
  dead_codes: CodeCount[]
  /** Of the last 24 hours. */
  refused: RefusalRow[]
  catch_up: CatchUpRow | null
}

type Counts = Omit<
  InboxStatus,
  "failing_codes" | "dead_codes" | "refused" | "catch_up"
>

/*
 * Both halves in the order of the index on what is pending: a condition that it lacks would read
 * the whole of a backlog.
 */
const PENDING = `
  pending AS MATERIALIZED (
    (SELECT run_at, true AS is_due, failing_since, outcome_code FROM stripe_event
     WHERE state = 'pending' AND run_at <= now() AND deleted_at IS NULL
     ORDER BY run_at, id LIMIT ${COUNTED_TO})
    UNION ALL
    (SELECT run_at, false, failing_since, outcome_code FROM stripe_event
     WHERE state = 'pending' AND run_at > now() AND deleted_at IS NULL
     ORDER BY run_at, id LIMIT ${COUNTED_TO})
  )`

const COUNTS = `
  WITH ${PENDING}, recent AS MATERIALIZED (
    SELECT state FROM stripe_event
    WHERE received_at > now() - interval '24 hours' AND deleted_at IS NULL
    ORDER BY received_at DESC, id DESC LIMIT ${COUNTED_TO}
  ), dead AS (
    SELECT FROM stripe_event
    WHERE state = 'dead' AND deleted_at IS NULL LIMIT ${COUNTED_TO}
  )
  SELECT
    (SELECT count(*)::int FROM pending WHERE is_due) AS due,
    (SELECT count(*)::int FROM pending WHERE NOT is_due) AS waiting,
    (SELECT min(run_at) FROM pending WHERE is_due) AS oldest_due_at,
    (SELECT count(*)::int FROM pending WHERE failing_since IS NOT NULL) AS failing,
    (SELECT min(failing_since) FROM pending) AS failing_since,
    (SELECT count(*)::int FROM stripe_event
     WHERE state = 'running' AND deleted_at IS NULL) AS running,
    (SELECT count(*)::int FROM dead) AS dead,
    (SELECT received_at FROM stripe_event WHERE deleted_at IS NULL
     ORDER BY received_at DESC, id DESC LIMIT 1) AS last_received_at,
    (SELECT count(*)::int FROM recent) AS received_24h,
    (SELECT count(*)::int FROM recent WHERE state = 'done') AS done_24h,
    (SELECT count(*)::int FROM recent WHERE state = 'ignored') AS ignored_24h`

const byCode = (from: string) => `
  SELECT coalesce(outcome_code, 'unknown') AS code, count(*)::int AS count
  FROM ${from} AS counted GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT ${MOST_FREQUENT}`

const FAILING_CODES = `WITH ${PENDING} ${byCode("(SELECT * FROM pending WHERE failing_since IS NOT NULL)")}`

const DEAD_CODES = byCode(`(
  SELECT outcome_code FROM stripe_event
  WHERE state = 'dead' AND deleted_at IS NULL LIMIT ${COUNTED_TO}
)`)

const REFUSED = `
  SELECT code, sum(count)::int AS count, max(last_at) AS last_at,
         coalesce(sum(count) FILTER (WHERE last_at > now() - interval '1 hour'), 0)::int AS recent_count
  FROM stripe_refusal
  WHERE hour > now() - interval '24 hours' AND deleted_at IS NULL
  GROUP BY code ORDER BY 2 DESC, 1`

const CATCH_UP = `
  SELECT events_until, started_at, succeeded_at, failure_code, failure_message,
         events_found, payments_found
  FROM stripe_catch_up
  WHERE deleted_at IS NULL ORDER BY updated_at DESC LIMIT 1`

/** How the inbox stands now. Quick at a million events: see {@link COUNTED_TO}. */
export async function readInboxStatus(pool: Pool): Promise<InboxStatus> {
  const [counts, failing, dead, refused, catchUp] = await Promise.all([
    pool.query<Counts>(COUNTS),
    pool.query<CodeCount>(FAILING_CODES),
    pool.query<CodeCount>(DEAD_CODES),
    pool.query<RefusalRow>(REFUSED),
    pool.query<CatchUpRow>(CATCH_UP),
  ])
  const [row] = counts.rows
  if (!row) {
    throw new Error("A count without a row")
  }
  return {
    ...row,
    failing_codes: failing.rows,
    dead_codes: dead.rows,
    refused: refused.rows,
    catch_up: catchUp.rows[0] ?? null,
  }
}
