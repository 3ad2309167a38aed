import type { Pool, PoolClient } from "pg"
import { inTransaction } from "../../../lib/in-transaction"
import { type NewIssue, SYSTEM } from "../types"
import { recordActivity } from "./activity"
import {
  askStanding,
  closeStanding,
  lockPayments,
  settleStates,
} from "./standing-questions"

/** A payment that is an order, and of which something was charged. */
export type ComparedPayment = {
  /** The ledger row's id. */
  id: string
  payment: string
  payment_intent_id: string
  order_id: string
  currency_code: string
}

const NOTE = `
  UPDATE storefront_payment
  SET compared_at = clock_timestamp(), updated_at = clock_timestamp()
  WHERE id = ANY($1::text[]) AND deleted_at IS NULL`

/** Notes that payments agree with Stripe, and closes what was asked about their sums. */
export async function noteEqual(
  pool: Pool,
  payments: readonly ComparedPayment[]
): Promise<void> {
  const ids = payments.map(({ id }) => id)
  const orders = new Map(payments.map(({ id, order_id }) => [id, order_id]))
  await inTransaction(pool, async (client) => {
    await lockPayments(client, ids)
    await client.query(NOTE, [ids])
    const closed = await closeStanding(
      client,
      ids,
      { kind: "amounts_differ", subject: null },
      { kind: "amounts_agree" }
    )
    if (closed.length === 0) {
      return
    }
    await settleStates(
      client,
      closed.map(({ payment_id }) => payment_id)
    )
    await recordActivity(
      client,
      closed.map(({ id, payment_id }) => ({
        kind: "amounts_agree",
        actor: SYSTEM,
        message: "The payment's sums are equal to Stripe's again",
        payment_id,
        order_id: orders.get(payment_id),
        issue_id: id,
      }))
    )
  })
}

/**
 * Asks why a payment's sums differ from Stripe's. Where staff have marked the same difference as
 * handled, that stands; another one is asked about again.
 */
export async function noteDifference(
  pool: Pool,
  payment: ComparedPayment,
  issue: NewIssue
): Promise<void> {
  await inTransaction(pool, async (client) => {
    await lockPayments(client, [payment.id])
    await client.query(NOTE, [[payment.id]])
    const known = await findQuestion(client, payment.id, issue)
    if (known?.unchanged && known.answered_by_type !== "system") {
      return
    }
    const issueId = await askStanding(client, payment.id, issue, true)
    await settleStates(client, [payment.id])
    await recordActivity(client, [
      {
        kind: "amounts_differ",
        actor: SYSTEM,
        message: "The payment's sums differ from Stripe's",
        payment_id: payment.id,
        order_id: payment.order_id,
        issue_id: issueId,
        details: issue.details,
      },
    ])
  })
}

type KnownQuestion = {
  /** Whether the figures are the same. */
  unchanged: boolean
  /** Null where it is open. */
  answered_by_type: string | null
}

const FIND = `
  SELECT details = $4::jsonb AS unchanged, answered_by_type FROM storefront_issue
  WHERE payment_id = $1 AND kind = $2 AND subject = $3 AND deleted_at IS NULL`

async function findQuestion(
  client: PoolClient,
  paymentId: string,
  { kind, subject, details }: NewIssue
): Promise<KnownQuestion | undefined> {
  const { rows } = await client.query<KnownQuestion>(FIND, [
    paymentId,
    kind,
    subject,
    JSON.stringify(details),
  ])
  return rows[0]
}
