import { generateEntityId } from "@medusajs/framework/utils"
import type { Pool, PoolClient } from "pg"
import type { CallAnswer, CallKey, UsedKey } from "../domain/storefront-call"

/** As Stripe keeps them (https://docs.stripe.com/api/idempotent_requests). */
const KEPT = "interval '24 hours'"

const FIND = `
  SELECT body_hash AS "bodyHash", answer FROM storefront_call_key
  WHERE caller = $1 AND key = $2 AND deleted_at IS NULL
    AND used_at > clock_timestamp() - ${KEPT}`

/** What a caller used a key for within 24 hours; null where it is free. */
export async function findCallKey(
  pool: Pool,
  caller: string,
  key: string
): Promise<UsedKey | null> {
  const { rows } = await pool.query<UsedKey>(FIND, [caller, key])
  return rows[0] ?? null
}

/** One whose time is over is free, as if it had never been used. */
const USE = `
  INSERT INTO storefront_call_key AS used
    (id, caller, key, body_hash, payment, used_at, created_at, updated_at)
  VALUES ($1, $2, $3, $4, $5, clock_timestamp(), clock_timestamp(), clock_timestamp())
  ON CONFLICT (caller, key) WHERE deleted_at IS NULL DO UPDATE
  SET body_hash = CASE WHEN used.used_at > clock_timestamp() - ${KEPT}
        THEN used.body_hash ELSE excluded.body_hash END,
      payment = CASE WHEN used.used_at > clock_timestamp() - ${KEPT}
        THEN used.payment ELSE excluded.payment END,
      answer = CASE WHEN used.used_at > clock_timestamp() - ${KEPT} THEN used.answer END,
      used_at = CASE WHEN used.used_at > clock_timestamp() - ${KEPT}
        THEN used.used_at ELSE excluded.used_at END,
      updated_at = clock_timestamp()
  RETURNING body_hash`

/**
 * Ties a key to a body, unless it is tied to one.
 *
 * @returns whether the key stands for this body.
 */
export async function useCallKey(
  client: Pool | PoolClient,
  caller: string,
  { key, bodyHash }: CallKey,
  payment: string
): Promise<boolean> {
  const { rows } = await client.query<{ body_hash: string }>(USE, [
    generateEntityId(undefined, "sckey"),
    caller,
    key,
    bodyHash,
    payment,
  ])
  return rows[0]?.body_hash === bodyHash
}

const KEEP_ANSWER = `
  UPDATE storefront_call_key SET answer = $4::jsonb, updated_at = clock_timestamp()
  WHERE caller = $1 AND key = $2 AND body_hash = $3 AND answer IS NULL AND deleted_at IS NULL`

/** Keeps what a use of the key was answered; the first answer stands. */
export async function keepCallAnswer(
  pool: Pool,
  caller: string,
  { key, bodyHash }: CallKey,
  answer: CallAnswer
): Promise<void> {
  await pool.query(KEEP_ANSWER, [caller, key, bodyHash, JSON.stringify(answer)])
}
