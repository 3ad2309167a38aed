import type { Pool } from "pg"
import type { DurableQueue } from "../../../lib/durable-queue"
import { inTransaction } from "../../../lib/in-transaction"
import { CALL_CHANNEL } from "../call-queue"
import {
  type CallAnswer,
  type CallKey,
  type NewCall,
  type ToldByCaller,
  type ToldOfOrder,
  type UsedKey,
  callerOf,
} from "../domain/storefront-call"
import type { Actor } from "../types"
import { type AcceptedCall, acceptCall } from "./accept-call"
import { findCallKey, keepCallAnswer, useCallKey } from "./call-keys"
import { type CallProgress, readCallProgress } from "./call-progress"
import { type CallStatus, readCallStatus } from "./call-status"

const TOLD = `
  SELECT told, called_by_type, called_by FROM storefront_call
  WHERE payment = $1 AND deleted_at IS NULL`

/** A double click finds the row as the first click left it. */
const RETRYABLE = `
  SELECT id FROM storefront_call
  WHERE id = $1 AND deleted_at IS NULL AND state <> 'running'
    AND NOT (state = 'pending' AND run_at <= clock_timestamp())
  FOR UPDATE`

const PRUNE_CALLS = `
  WITH old AS (
    SELECT id FROM storefront_call
    WHERE state IN ('done', 'ignored') AND deleted_at IS NULL
      AND finished_at < clock_timestamp() - $1::float8 * interval '1 day'
    ORDER BY finished_at LIMIT $2 FOR UPDATE SKIP LOCKED
  ), attempts AS (
    DELETE FROM storefront_call_attempt USING old WHERE job_id = old.id
  )
  DELETE FROM storefront_call USING old WHERE storefront_call.id = old.id`

const PRUNE_KEYS = `
  WITH old AS (
    SELECT id FROM storefront_call_key
    WHERE deleted_at IS NULL AND used_at < clock_timestamp() - $1::float8 * interval '1 day'
    ORDER BY used_at LIMIT $2 FOR UPDATE SKIP LOCKED
  )
  DELETE FROM storefront_call_key USING old WHERE storefront_call_key.id = old.id`

/** The payments that the storefront tells us of, and the answers it is given. */
export class CallDesk {
  /** @param onPutIn when there is work, for the workers of this process. */
  constructor(
    private readonly pool: Pool,
    private readonly queue: DurableQueue,
    private readonly onPutIn: () => void
  ) {}

  /** What a caller used a key for within 24 hours; null where it is free. */
  findKey(actor: Actor, key: string): Promise<UsedKey | null> {
    return findCallKey(this.pool, callerOf(actor), key)
  }

  /** See {@link acceptCall}. */
  async accept(call: NewCall): Promise<AcceptedCall> {
    const accepted = await acceptCall(this.pool, this.queue, call)
    this.onPutIn()
    return accepted
  }

  /** Ties a key to a body and a payment that needs no work. @returns whether it stands for this body */
  useKey(actor: Actor, key: CallKey, payment: string): Promise<boolean> {
    return useCallKey(this.pool, callerOf(actor), key, payment)
  }

  /** How far the order of a payment is; null where it is not known. */
  progress(payment: string): Promise<CallProgress | null> {
    return readCallProgress(this.pool, payment)
  }

  keepAnswer(actor: Actor, key: CallKey, answer: CallAnswer): Promise<void> {
    return keepCallAnswer(this.pool, callerOf(actor), key, answer)
  }

  /** What was told of a payment, and by whom; null where nobody called. */
  async told(payment: string): Promise<ToldByCaller | null> {
    const { rows } = await this.pool.query<{
      told: ToldOfOrder
      called_by_type: Actor["type"]
      called_by: string | null
    }>(TOLD, [payment])
    const [row] = rows
    return row
      ? {
          told: row.told,
          actor: { type: row.called_by_type, id: row.called_by },
        }
      : null
  }

  status(): Promise<CallStatus> {
    return readCallStatus(this.pool)
  }

  /**
   * Sends a call off again, unless a worker may take it now or has it.
   *
   * @returns whether there was something to send off.
   */
  async retry(id: string): Promise<boolean> {
    const count = await inTransaction(this.pool, async (client) => {
      const { rows } = await client.query<{ id: string }>(RETRYABLE, [id])
      await client.query("SELECT pg_notify($1, '')", [CALL_CHANNEL])
      return this.queue.enqueueAgain(
        rows.map((row) => row.id),
        client
      )
    })
    this.onPutIn()
    return count > 0
  }

  /**
   * Deletes what was finished so long ago, and with it what customers' data it held; and keys whose
   * time is over.
   *
   * @param limit how many rows of each one transaction may hold.
   * @returns how many rows
   */
  async prune(days: number, limit: number): Promise<number> {
    const calls = await this.pool.query(PRUNE_CALLS, [days, limit])
    const keys = await this.pool.query(PRUNE_KEYS, [days, limit])
    return (calls.rowCount ?? 0) + (keys.rowCount ?? 0)
  }
}
