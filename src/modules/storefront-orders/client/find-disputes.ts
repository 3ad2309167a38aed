import type { Pool, PoolClient } from "pg"
import type { DisputeFacts } from "../domain/dispute"
import type { HoldingDispute } from "../domain/hold-order"

const VERSION = `
  SELECT concat_ws(' ', count(*), max(updated_at)) AS version FROM storefront_dispute
  WHERE payment_id = $1 AND deleted_at IS NULL`

/** Another text after every change of a payment's disputes here, to be compared and no more. */
export async function disputesVersion(
  connection: Pool | PoolClient,
  paymentId: string
): Promise<string> {
  const { rows } = await connection.query<{ version: string }>(VERSION, [
    paymentId,
  ])
  return rows[0]?.version ?? ""
}

type DisputeRow = Omit<
  DisputeFacts,
  "amount" | "evidence_due_at" | "opened_at"
> & {
  amount: string
  evidence_due_at: Date | null
  opened_at: Date
}

const FIND = `
  SELECT dispute, amount, currency_code, reason, status, evidence_due_at, opened_at
  FROM storefront_dispute WHERE payment_id = $1 AND deleted_at IS NULL`

/** A payment's disputes as they are kept here. */
export async function findDisputes(
  connection: Pool | PoolClient,
  paymentId: string
): Promise<DisputeFacts[]> {
  const { rows } = await connection.query<DisputeRow>(FIND, [paymentId])
  return rows.map((row) => ({
    ...row,
    amount: Number(row.amount),
    evidence_due_at: row.evidence_due_at?.toISOString() ?? null,
    opened_at: row.opened_at.toISOString(),
  }))
}

const OF_ORDER = `
  SELECT dispute.dispute, dispute.status, dispute.reason, dispute.amount, dispute.currency_code,
         payment.payment, issue.id IS NOT NULL AS asked
  FROM storefront_payment AS payment
  JOIN storefront_dispute AS dispute
    ON dispute.payment_id = payment.id AND dispute.deleted_at IS NULL
  LEFT JOIN storefront_issue AS issue
    ON issue.payment_id = payment.id AND issue.kind = 'dispute'
   AND issue.subject = dispute.dispute AND issue.answered_at IS NULL
   AND issue.deleted_at IS NULL
  WHERE payment.order_id = $1 AND payment.deleted_at IS NULL
  ORDER BY dispute.opened_at`

/** The disputes of the payment that an order came from; none for any other order. */
export async function findDisputesOfOrder(
  pool: Pool,
  orderId: string
): Promise<HoldingDispute[]> {
  const { rows } = await pool.query<
    Omit<HoldingDispute, "amount"> & { amount: string }
  >(OF_ORDER, [orderId])
  return rows.map((row) => ({ ...row, amount: Number(row.amount) }))
}
