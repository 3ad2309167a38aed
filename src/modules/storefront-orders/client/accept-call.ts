import { generateEntityId } from "@medusajs/framework/utils"
import type { Pool, PoolClient } from "pg"
import type { DurableQueue } from "../../../lib/durable-queue"
import { inTransaction } from "../../../lib/in-transaction"
import { CALL_CHANNEL } from "../call-queue"
import { type NewCall, callerOf } from "../domain/storefront-call"
import { recordActivity } from "./activity"
import { useCallKey } from "./call-keys"
import { enterPayment } from "./ledger"

/** Whether a call was taken; one whose key stands for another body is not. */
export type AcceptedCall =
  /** `isFirst`: nobody had called the payment in before. */
  { kind: "accepted"; isFirst: boolean } | { kind: "key_reused" }

type CallRow = { id: string; is_finished: boolean; is_same: boolean }

const INSERT = `
  INSERT INTO storefront_call
    (id, payment, called_by_type, called_by, idempotency_key, told, state, run_at, created_at, updated_at)
  VALUES ($1, $2, $3, $4, $5, $6::jsonb, 'pending', clock_timestamp(), clock_timestamp(), clock_timestamp())
  ON CONFLICT (payment) WHERE deleted_at IS NULL DO NOTHING`

const LOCK = `
  SELECT id, state NOT IN ('pending', 'running') AS is_finished, told = $2::jsonb AS is_same
  FROM storefront_call WHERE payment = $1 AND deleted_at IS NULL FOR UPDATE`

const TELL_MORE = `
  UPDATE storefront_call SET told = $2::jsonb, updated_at = clock_timestamp() WHERE id = $1`

/**
 * Takes a call: the payment into the ledger, its job into the queue, the key and the entry of the
 * log, in one commit. Once this returns, the order is made whatever becomes of this process. A
 * payment that was called in before keeps its job; it is done again where it was finished, or where
 * this call tells other things.
 */
export function acceptCall(
  pool: Pool,
  queue: DurableQueue,
  call: NewCall
): Promise<AcceptedCall> {
  return inTransaction(pool, async (client): Promise<AcceptedCall> => {
    const { reference, actor, key } = call
    const { payment } = reference
    if (key && !(await useCallKey(client, callerOf(actor), key, payment))) {
      return { kind: "key_reused" }
    }
    const paymentId = await enterPayment(client, reference)
    const isFirst = await putIn(client, queue, call)
    if (isFirst) {
      await recordActivity(client, [
        {
          kind: "payment_called_in",
          actor,
          message: `The storefront told us of ${payment}`,
          payment_id: paymentId,
        },
      ])
    }
    await client.query("SELECT pg_notify($1, '')", [CALL_CHANNEL])
    return { kind: "accepted", isFirst }
  })
}

/** @returns whether nobody had called the payment in before. */
async function putIn(
  client: PoolClient,
  queue: DurableQueue,
  { reference: { payment }, actor, key, told }: NewCall
): Promise<boolean> {
  const { rowCount } = await client.query(INSERT, [
    generateEntityId(undefined, "scall"),
    payment,
    actor.type,
    actor.id,
    key?.key ?? null,
    JSON.stringify(told),
  ])
  if (rowCount === 1) {
    return true
  }
  const { rows } = await client.query<CallRow>(LOCK, [
    payment,
    JSON.stringify(told),
  ])
  const [row] = rows
  if (row && !row.is_same) {
    await client.query(TELL_MORE, [row.id, JSON.stringify(told)])
  }
  if (row && (row.is_finished || !row.is_same)) {
    await queue.enqueueAgain([row.id], client)
  }
  return false
}
