import type { Pool } from "pg"
import { ISSUE_KINDS, type IssueKind } from "../types"

/** Counts stop here, so that a shop with many open questions is looked at as quickly as one without. */
export const LEDGER_COUNTED_TO = 10_000

/** A payment that is known for so long must have its order. */
const ORDER_LATE_AFTER = "10 minutes"

/** What is still open in the ledger. */
export type LedgerStanding = {
  /** Of each kind, also where none is open. */
  questions: { kind: IssueKind; open: number; oldest_at: Date | null }[]
  /** Known for 10 minutes and no order, and not held with a question. */
  late_payments: number
}

const OPEN = `
  FROM storefront_issue
  WHERE kind = asked.kind AND answered_at IS NULL AND deleted_at IS NULL`

const QUESTIONS = `
  SELECT asked.kind,
    (SELECT count(*)::int FROM (SELECT ${OPEN} LIMIT ${LEDGER_COUNTED_TO}) AS open) AS open,
    (SELECT created_at ${OPEN} ORDER BY created_at LIMIT 1) AS oldest_at
  FROM unnest($1::text[]) AS asked(kind)`

const LATE = `
  SELECT count(*)::int AS count FROM (
    SELECT FROM storefront_payment
    WHERE state = 'open' AND deleted_at IS NULL
      AND created_at < clock_timestamp() - interval '${ORDER_LATE_AFTER}'
    LIMIT ${LEDGER_COUNTED_TO}
  ) AS late`

/** How the ledger stands now. Quick at any size: see {@link LEDGER_COUNTED_TO}. */
export async function readLedgerStanding(pool: Pool): Promise<LedgerStanding> {
  const [questions, late] = await Promise.all([
    pool.query<LedgerStanding["questions"][number]>(QUESTIONS, [ISSUE_KINDS]),
    pool.query<{ count: number }>(LATE),
  ])
  return {
    questions: questions.rows,
    late_payments: late.rows[0]?.count ?? 0,
  }
}
