import type { Pool, PoolClient } from "pg"
import { inTransaction } from "../../../lib/in-transaction"
import type { NewActivity, NewIssue } from "../types"
import { recordActivity } from "./activity"
import type { AnswerHold } from "./give-answer"
import { insertIssues } from "./issues"
import { type NewItemMapping, rememberItem } from "./item-mappings"
import { lockPayments, settleStates } from "./standing-questions"

/** What came of carrying an answer out. */
export type AnswerOutcome = {
  /** For whoever asks again later; without personal data. */
  outcome: Record<string, unknown>
  activity: NewActivity
  /** What has to be asked now, such as for stock that is short. */
  issues: readonly NewIssue[]
  /** What is remembered for the next sale; null for nothing. */
  mapping: NewItemMapping | null
}

const PAYMENT_OF = "SELECT payment_id FROM storefront_issue WHERE id = $1"

const CLOSE = `
  UPDATE storefront_issue
  SET answered_at = clock_timestamp(), updated_at = clock_timestamp(),
      answer = answer || jsonb_build_object('outcome', $3::jsonb)
  WHERE id = $1 AND answering_since = $2::timestamptz AND answered_at IS NULL AND deleted_at IS NULL`

/**
 * Closes a question whose answer was carried out, in one commit with what follows from it: what is
 * remembered and asked next, the entry in the activity log, and the payment's state.
 *
 * @returns false where another process has taken the answer over: nothing is written.
 */
export function finishAnswer(
  pool: Pool,
  { issueId, since }: AnswerHold,
  { outcome, activity, issues, mapping }: AnswerOutcome
): Promise<boolean> {
  return inTransaction(pool, async (client) => {
    const paymentId = await lockPaymentOf(client, issueId)
    const values = [issueId, since, JSON.stringify(outcome)]
    const { rowCount } = await client.query(CLOSE, values)
    if (!paymentId || rowCount !== 1) {
      return false
    }
    await insertIssues(client, paymentId, issues)
    if (mapping) {
      await rememberItem(client, mapping)
    }
    await recordActivity(client, [activity])
    await settleStates(client, [paymentId])
    return true
  })
}

/** Two who answer a payment's last two questions at once must each see what the other has closed. */
async function lockPaymentOf(
  client: PoolClient,
  issueId: string
): Promise<string | null> {
  const { rows } = await client.query<{ payment_id: string }>(PAYMENT_OF, [
    issueId,
  ])
  const paymentId = rows[0]?.payment_id ?? null
  if (paymentId) {
    await lockPayments(client, [paymentId])
  }
  return paymentId
}

const WITHDRAW = `
  UPDATE storefront_issue
  SET answer = NULL, answering_since = NULL, answered_by_type = NULL, answered_by = NULL,
      updated_at = clock_timestamp()
  WHERE id = $1 AND answering_since = $2::timestamptz AND answered_at IS NULL AND deleted_at IS NULL`

/**
 * Takes an answer back that turned out to be impossible: the question is open again.
 *
 * @returns false where another process has taken the answer over: nothing is written.
 */
export function withdrawAnswer(
  pool: Pool,
  { issueId, since }: AnswerHold,
  activity: NewActivity
): Promise<boolean> {
  return inTransaction(pool, async (client) => {
    const { rowCount } = await client.query(WITHDRAW, [issueId, since])
    if (rowCount !== 1) {
      return false
    }
    await recordActivity(client, [activity])
    return true
  })
}
