import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import {
  deleteReservations,
  lockLevels,
  recountReserved,
} from "../queries/reservations"

/** Removes reservations, and counts anew what is reserved of their items. */
export async function releaseReservations(
  container: MedusaContainer,
  ids: readonly string[],
  items: readonly string[]
): Promise<void> {
  const knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  await knex.transaction(async (transaction) => {
    await lockLevels(transaction, items)
    await deleteReservations(transaction, ids)
    await recountReserved(transaction, items)
  })
}
