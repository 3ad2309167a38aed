import { generateEntityId } from "@medusajs/framework/utils"
import type { Pool, PoolClient } from "pg"
import { inTransaction } from "../../../lib/in-transaction"
import { type DisputeFacts, isClosed } from "../domain/dispute"
import { type DisputePlan, planDispute } from "../domain/plan-dispute"
import { questionOfDispute } from "../domain/question-of-dispute"
import { SYSTEM } from "../types"
import { recordActivity } from "./activity"
import { disputesVersion, findDisputes } from "./find-disputes"
import {
  askStanding,
  closeStanding,
  lockPayments,
  settleStates,
} from "./standing-questions"

/** What a look at Stripe has found of a payment that is an order. */
export type DisputesSeen = {
  /** The ledger row's id. */
  paymentId: string
  orderId: string
  /** What was kept here before Stripe was asked; see {@link disputesVersion}. */
  version: string
  disputes: readonly DisputeFacts[]
}

// Stripe does not say when it was closed: when it was first seen to be counts.
const KEEP = `
  INSERT INTO storefront_dispute AS kept
    (id, dispute, amount, raw_amount, currency_code, reason, status, evidence_due_at, opened_at,
     closed_at, payment_id, created_at, updated_at)
  VALUES ($1, $2, $3::numeric, jsonb_build_object('value', $3::text, 'precision', 20), $4, $5, $6,
          $7, $8, CASE WHEN $9 THEN clock_timestamp() END, $10, clock_timestamp(),
          clock_timestamp())
  ON CONFLICT (dispute) WHERE deleted_at IS NULL DO UPDATE
  SET amount = excluded.amount, raw_amount = excluded.raw_amount,
      currency_code = excluded.currency_code, reason = excluded.reason,
      status = excluded.status, evidence_due_at = excluded.evidence_due_at,
      closed_at = CASE WHEN $9 THEN coalesce(kept.closed_at, clock_timestamp()) END,
      updated_at = clock_timestamp()`

/**
 * Keeps what Stripe says of a payment's disputes, in one commit with the questions and the log.
 * Seeing the same again changes nothing.
 *
 * @returns false when others have written since `version` was read: what was seen may be older than
 *   what stands now, so nothing was written, and Stripe has to be asked again.
 */
export async function recordDisputes(
  pool: Pool,
  seen: DisputesSeen
): Promise<boolean> {
  return inTransaction(pool, async (client) => {
    await lockPayments(client, [seen.paymentId])
    if ((await disputesVersion(client, seen.paymentId)) !== seen.version) {
      return false
    }
    const kept = new Map(
      (await findDisputes(client, seen.paymentId)).map((known) => [
        known.dispute,
        known,
      ])
    )
    for (const now of seen.disputes) {
      const plan = planDispute(kept.get(now.dispute) ?? null, now)
      if (plan) {
        await carryOut(client, seen, now, plan)
      }
    }
    await settleStates(client, [seen.paymentId])
    return true
  })
}

async function carryOut(
  client: PoolClient,
  seen: DisputesSeen,
  now: DisputeFacts,
  plan: DisputePlan
): Promise<void> {
  await keepDispute(client, seen.paymentId, now)
  const issueId = await putQuestion(client, seen.paymentId, now, plan)
  await recordActivity(
    client,
    plan.told.map((told) => ({
      ...told,
      actor: SYSTEM,
      payment_id: seen.paymentId,
      order_id: seen.orderId,
      issue_id: issueId,
      details: questionOfDispute(now).details,
    }))
  )
}

async function putQuestion(
  client: PoolClient,
  paymentId: string,
  now: DisputeFacts,
  { question }: DisputePlan
): Promise<string | null> {
  if (question !== "close") {
    const issue = questionOfDispute(now)
    return askStanding(client, paymentId, issue, question === "ask")
  }
  const [closed] = await closeStanding(
    client,
    [paymentId],
    { kind: "dispute", subject: now.dispute },
    { kind: `dispute_${now.status}`, dispute: now.dispute }
  )
  return closed?.id ?? null
}

async function keepDispute(
  client: PoolClient,
  paymentId: string,
  now: DisputeFacts
): Promise<void> {
  await client.query(KEEP, [
    generateEntityId(undefined, "sdis"),
    now.dispute,
    String(now.amount),
    now.currency_code,
    now.reason,
    now.status,
    now.evidence_due_at,
    now.opened_at,
    isClosed(now.status),
    paymentId,
  ])
}
