import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"

/** What a run has made of a payment's record; null where an earlier run had made it. */
export type MadePayment = {
  collectionId: string
  isCollectionMade: boolean
  sessionId: string | null
  paymentId: string | null
}

const DELETE_PAYMENT = "DELETE FROM payment WHERE id = :paymentId"
const DELETE_SESSION = "DELETE FROM payment_session WHERE id = :sessionId"
/** Sessions, payments and captures go with it. */
const DELETE_COLLECTION =
  "DELETE FROM payment_collection WHERE id = :collectionId"

/** As a collection is that nothing was paid into. */
const EMPTY_COLLECTION = `
  UPDATE payment_collection
  SET status = 'not_paid', completed_at = NULL, updated_at = clock_timestamp(),
      authorized_amount = NULL, raw_authorized_amount = NULL,
      captured_amount = NULL, raw_captured_amount = NULL,
      refunded_amount = NULL, raw_refunded_amount = NULL
  WHERE id = :collectionId`

/**
 * Removes the record of a payment, as far as a run has made it, in one transaction. Not through the
 * payment module: it asks the provider to cancel or delete at the other side, which is not to hear
 * of this.
 */
export async function withdrawPayment(
  container: MedusaContainer,
  made: MadePayment,
  orderId: string
): Promise<void> {
  const knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  await knex.transaction((transaction) => remove(transaction, made))
  if (made.isCollectionMade) {
    await container.resolve(ContainerRegistrationKeys.LINK).dismiss({
      [Modules.ORDER]: { order_id: orderId },
      [Modules.PAYMENT]: { payment_collection_id: made.collectionId },
    })
  }
}

async function remove(
  transaction: Knex,
  { collectionId, isCollectionMade, sessionId, paymentId }: MadePayment
): Promise<void> {
  if (isCollectionMade) {
    await transaction.raw(DELETE_COLLECTION, { collectionId })
    return
  }
  if (paymentId) {
    await transaction.raw(DELETE_PAYMENT, { paymentId })
    await transaction.raw(EMPTY_COLLECTION, { collectionId })
  }
  if (sessionId) {
    await transaction.raw(DELETE_SESSION, { sessionId })
  }
}
