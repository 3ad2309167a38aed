import { generateEntityId } from "@medusajs/framework/utils"
import type { Pool, PoolClient } from "pg"
import { passingError } from "../../../lib/errors"
import { inTransaction } from "../../../lib/in-transaction"
import type { NewActivity, NewIssue } from "../types"
import { recordActivity } from "./activity"

const FIND = `
  SELECT id FROM storefront_payment
  WHERE (payment = $1 OR payment_intent_id = $1 OR checkout_session_id = $1)
    AND deleted_at IS NULL
  ORDER BY payment = $1 DESC LIMIT 1 FOR UPDATE`

const ASK = `
  INSERT INTO storefront_issue
    (id, kind, subject, message, details, item_key, payment_id, created_at, updated_at)
  SELECT issue.id, issue.kind, issue.subject, issue.message, issue.details, issue.item_key, $1,
         clock_timestamp(), clock_timestamp()
  FROM jsonb_to_recordset($2::jsonb)
    AS issue(id text, kind text, subject text, message text, details jsonb, item_key text)
  ON CONFLICT (payment_id, kind, subject) WHERE deleted_at IS NULL DO NOTHING`

const HOLD = `
  UPDATE storefront_payment SET state = 'held', updated_at = clock_timestamp()
  WHERE id = $1 AND order_id IS NOT NULL`

/**
 * Asks staff something about a payment that is known already. A question that was asked before,
 * answered or not, is not asked again; only a new one holds the payment and adds to the log.
 *
 * @param payment the PaymentIntent's or Checkout Session's id.
 * @param activity what is told of it, in the same commit, and only where a question was new.
 * @throws WorkError `ledger_row_missing` where the payment is not in the ledger.
 */
export async function askIssues(
  pool: Pool,
  payment: string,
  issues: readonly NewIssue[],
  activity: readonly NewActivity[] = []
): Promise<void> {
  await inTransaction(pool, async (client) => {
    const { rows } = await client.query<{ id: string }>(FIND, [payment])
    const row = rows[0]
    if (!row) {
      throw passingError(
        "ledger_row_missing",
        `The payment ${payment} is not in the ledger`
      )
    }
    if ((await insertIssues(client, row.id, issues)) > 0) {
      await client.query(HOLD, [row.id])
      await recordActivity(client, activity)
    }
  })
}

/**
 * Asks each question, unless it was asked before.
 *
 * @param client in whose transaction the payment's row is locked.
 * @returns how many were new.
 */
export async function insertIssues(
  client: PoolClient,
  paymentId: string,
  issues: readonly NewIssue[]
): Promise<number> {
  if (issues.length === 0) {
    return 0
  }
  const rows = issues.map((issue) => ({
    ...issue,
    id: generateEntityId(undefined, "siss"),
  }))
  const { rowCount } = await client.query(ASK, [
    paymentId,
    JSON.stringify(rows),
  ])
  return rowCount ?? 0
}
