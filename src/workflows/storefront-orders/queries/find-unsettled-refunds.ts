import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { REFUND_PATIENCE_MS } from "../domain/plan-refunds"
import { STRIPE_STOREFRONT_PROVIDER_ID } from "../steps/adopt-payment"

/** A Refund of the admin's own is worked on for so long at most. */
const STAFF_PATIENCE_MS = 15_000
const MOST_AT_ONCE = 100

const FIND = `
  SELECT DISTINCT payment.data ->> 'payment_intent' AS payment
  FROM refund
  JOIN payment ON payment.id = refund.payment_id AND payment.deleted_at IS NULL
  WHERE refund.deleted_at IS NULL
    AND refund.metadata ->> 'settled_at' IS NULL
    AND payment.provider_id = '${STRIPE_STOREFRONT_PROVIDER_ID}'
    AND refund.created_at < clock_timestamp() - make_interval(secs =>
      CASE WHEN refund.metadata ->> 'made_by' = 'staff' OR refund.metadata ->> 'stripe_refund_id' IS NOT NULL
        THEN ${STAFF_PATIENCE_MS / 1_000} ELSE ${REFUND_PATIENCE_MS / 1_000} END)
  LIMIT ${MOST_AT_ONCE}`

/** The PaymentIntents of refunds that whoever began them has left unfinished. */
export async function findUnsettledRefunds(knex: Knex): Promise<string[]> {
  const { rows } = await knex.raw<{ rows: { payment: string }[] }>(FIND)
  return rows.map(({ payment }) => payment)
}
