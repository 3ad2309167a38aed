import { generateEntityId } from "@medusajs/framework/utils"
import type { PoolClient } from "pg"
import type { IssueKind, NewIssue } from "../types"

const LOCK = `
  SELECT id FROM storefront_payment
  WHERE id = ANY($1::text[]) AND deleted_at IS NULL
  ORDER BY id FOR UPDATE`

/**
 * Keeps all others from these payments until the transaction ends: what is decided of them next is
 * decided by what stands now.
 */
export async function lockPayments(
  client: PoolClient,
  paymentIds: readonly string[]
): Promise<void> {
  await client.query(LOCK, [paymentIds])
}

// An answer that staff are just giving is left to them.
const ASK = `
  INSERT INTO storefront_issue AS issue
    (id, kind, subject, message, details, payment_id, created_at, updated_at)
  VALUES ($1, $2, $3, $4, $5, $6, clock_timestamp(), clock_timestamp())
  ON CONFLICT (payment_id, kind, subject) WHERE deleted_at IS NULL DO UPDATE
  SET message = excluded.message, details = excluded.details,
      answer = CASE WHEN issue.answered_at IS NULL THEN issue.answer END,
      answering_since = CASE WHEN issue.answered_at IS NULL THEN issue.answering_since END,
      answered_by_type = CASE WHEN issue.answered_at IS NULL THEN issue.answered_by_type END,
      answered_by = CASE WHEN issue.answered_at IS NULL THEN issue.answered_by END,
      answered_at = NULL,
      updated_at = clock_timestamp()
  WHERE issue.answered_at IS NULL OR $7
  RETURNING id`

/**
 * Asks a question whose cause comes and goes by itself, as a dispute's does: unlike the questions of
 * an import it is asked again when its cause comes back, and its words follow what is the case.
 *
 * @param again whether a question that was answered is opened anew.
 * @returns its id; null where it was answered and stays so.
 */
export async function askStanding(
  client: PoolClient,
  paymentId: string,
  { kind, subject, message, details }: NewIssue,
  again: boolean
): Promise<string | null> {
  const { rows } = await client.query<{ id: string }>(ASK, [
    generateEntityId(undefined, "siss"),
    kind,
    subject,
    message,
    JSON.stringify(details),
    paymentId,
    again,
  ])
  return rows[0]?.id ?? null
}

const CLOSE = `
  UPDATE storefront_issue
  SET answer = $4, answering_since = coalesce(answering_since, clock_timestamp()),
      answered_at = clock_timestamp(), answered_by_type = 'system', answered_by = NULL,
      updated_at = clock_timestamp()
  WHERE payment_id = ANY($1::text[]) AND kind = $2 AND ($3::text IS NULL OR subject = $3)
    AND answered_at IS NULL AND deleted_at IS NULL
  RETURNING id, payment_id`

export type ClosedQuestion = { id: string; payment_id: string }

/**
 * Closes questions whose cause is gone, as answered by the system.
 *
 * @param subject null: whatever the questions are about.
 * @returns those that were open.
 */
export async function closeStanding(
  client: PoolClient,
  paymentIds: readonly string[],
  { kind, subject }: { kind: IssueKind; subject: string | null },
  answer: Record<string, unknown>
): Promise<ClosedQuestion[]> {
  const { rows } = await client.query<ClosedQuestion>(CLOSE, [
    paymentIds,
    kind,
    subject,
    JSON.stringify(answer),
  ])
  return rows
}

const SETTLE = `
  WITH standing AS (
    SELECT payment.id,
           CASE WHEN EXISTS (
             SELECT FROM storefront_issue AS issue
             WHERE issue.payment_id = payment.id
               AND issue.answered_at IS NULL AND issue.deleted_at IS NULL
           ) THEN 'held' ELSE 'imported' END AS state
    FROM storefront_payment AS payment
    WHERE payment.id = ANY($1::text[]) AND payment.order_id IS NOT NULL
      AND payment.deleted_at IS NULL
  )
  UPDATE storefront_payment AS payment
  SET state = standing.state, updated_at = clock_timestamp()
  FROM standing
  WHERE payment.id = standing.id AND payment.state <> standing.state`

/** Has payments wait for staff while a question of theirs is open, and no longer. */
export async function settleStates(
  client: PoolClient,
  paymentIds: readonly string[]
): Promise<void> {
  await client.query(SETTLE, [paymentIds])
}
