import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { RefundMarks } from "./read-refunds"

const MARK = `
  UPDATE refund SET metadata = coalesce(metadata, '{}') || cast(:marks AS jsonb), updated_at = clock_timestamp()
  WHERE id = :id AND deleted_at IS NULL`

/** Adds marks to a Refund's metadata; what others have written there stays. */
export async function markRefund(
  knex: Knex,
  id: string,
  marks: RefundMarks
): Promise<void> {
  await knex.raw(MARK, { id, marks: JSON.stringify(marks) })
}

const RECOUNT = `
  UPDATE payment_collection AS collection
  SET refunded_amount = counted.amount,
      raw_refunded_amount = jsonb_build_object('value', counted.amount::text, 'precision', 20),
      updated_at = clock_timestamp()
  FROM (
    SELECT coalesce(sum(refund.amount), 0) AS amount
    FROM payment
    JOIN refund ON refund.payment_id = payment.id AND refund.deleted_at IS NULL
    WHERE payment.payment_collection_id = :collection AND payment.deleted_at IS NULL
  ) AS counted
  WHERE collection.id = :collection
    AND collection.refunded_amount IS DISTINCT FROM counted.amount`

/**
 * Sets what a payment collection was refunded to the sum of its Refunds. Medusa does so only as a
 * part of what it does to a payment, and two that do it at once may both write an old sum.
 *
 * @param collection its id.
 */
export async function recountRefunded(
  knex: Knex,
  collection: string
): Promise<void> {
  await knex.raw(RECOUNT, { collection })
}

/**
 * Removes a Refund that came to nothing, as Medusa does with one that its provider refused, and
 * takes its amount out of the collection's sum, in one commit.
 */
export async function removeRefund(
  knex: Knex,
  refund: { id: string; paymentId: string; collectionId: string }
): Promise<void> {
  await knex.transaction(async (transaction) => {
    // The row that Medusa locks too while it adds a Refund.
    await transaction.raw("SELECT id FROM payment WHERE id = ? FOR UPDATE", [
      refund.paymentId,
    ])
    await transaction.raw("DELETE FROM refund WHERE id = ?", [refund.id])
    await transaction.raw(RECOUNT, { collection: refund.collectionId })
  })
}
