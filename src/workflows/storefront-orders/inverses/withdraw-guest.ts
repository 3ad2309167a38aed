import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import type { PaymentLease } from "../../../modules/storefront-orders/types"

/**
 * An import that is under way may have found the guest and not written its order yet; which guest
 * that is nothing says, so any import under way keeps it.
 */
const IS_USED = `
  SELECT EXISTS (SELECT 1 FROM "order" WHERE customer_id = :guest AND deleted_at IS NULL)
    OR EXISTS (SELECT 1 FROM cart WHERE customer_id = :guest AND deleted_at IS NULL)
    OR EXISTS (SELECT 1 FROM customer_address WHERE customer_id = :guest AND deleted_at IS NULL)
    OR EXISTS (
      SELECT 1 FROM storefront_payment
      WHERE id <> :payment AND lease_until > clock_timestamp() AND deleted_at IS NULL
    ) AS used`

/** Removes a guest that nothing uses; one that something uses, or may use, stays. */
export async function withdrawGuest(
  container: MedusaContainer,
  guestId: string,
  lease: PaymentLease
): Promise<void> {
  const knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  if (!(await isUsed(knex, guestId, lease))) {
    await container.resolve(Modules.CUSTOMER).deleteCustomers(guestId)
  }
}

async function isUsed(
  knex: Knex,
  guest: string,
  lease: PaymentLease
): Promise<boolean> {
  const { rows } = await knex.raw<{ rows: { used: boolean }[] }>(IS_USED, {
    guest,
    payment: lease.id,
  })
  return rows[0]?.used ?? true
}
