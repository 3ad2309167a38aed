import type { Pool } from "pg"
import type { JobState } from "../../../lib/durable-queue"
import type { StorefrontLedgerEntry } from "../../../types/storefront-payments"
import type { ActorType, IssueKind, PaymentState } from "../types"

/** A question that waits for staff, as a caller is told of it. */
export type OpenQuestion = { id: string; kind: IssueKind; message: string }

/** How far the order of a payment is. Times are UTC. */
export type CallProgress = StorefrontLedgerEntry & {
  state: PaymentState
  issues: OpenQuestion[]
  /** The job of who called it in first; null where nobody did, or long ago. */
  call: {
    state: JobState
    called_by_type: ActorType
    called_by: string | null
    idempotency_key: string | null
    outcome_code: string | null
  } | null
}

const READ = `
  SELECT ledger.id, ledger.payment, ledger.payment_intent_id, ledger.checkout_session_id,
    ledger.amount::float8 AS amount, ledger.currency_code, ledger.livemode, ledger.state, ledger.order_id,
    ledger.order_display_id,
    coalesce((
      SELECT json_agg(json_build_object('id', issue.id, 'kind', issue.kind, 'message', issue.message)
        ORDER BY issue.created_at, issue.id)
      FROM storefront_issue AS issue
      WHERE issue.payment_id = ledger.id AND issue.answered_at IS NULL AND issue.deleted_at IS NULL
    ), '[]'::json) AS issues,
    CASE WHEN call.id IS NULL THEN NULL ELSE json_build_object(
      'state', call.state, 'called_by_type', call.called_by_type, 'called_by', call.called_by,
      'idempotency_key', call.idempotency_key, 'outcome_code', call.outcome_code
    ) END AS call
  FROM storefront_payment AS ledger
  LEFT JOIN storefront_call AS call ON call.payment = ledger.payment AND call.deleted_at IS NULL
  WHERE (ledger.payment = $1 OR ledger.payment_intent_id = $1 OR ledger.checkout_session_id = $1)
    AND ledger.deleted_at IS NULL
  ORDER BY ledger.payment = $1 DESC LIMIT 1`

/**
 * How far the order of a payment is.
 *
 * @param payment a PaymentIntent's or Checkout Session's id.
 * @returns null where the ledger does not know it.
 */
export async function readCallProgress(
  pool: Pool,
  payment: string
): Promise<CallProgress | null> {
  const { rows } = await pool.query<CallProgress>(READ, [payment])
  return rows[0] ?? null
}
