import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { StepResponse, createStep } from "@medusajs/framework/workflows-sdk"
import { SUPABASE_SYNC_MODULE } from "../../../modules/supabase-sync"
import type { SupabaseSyncModuleService } from "../../../modules/supabase-sync/service"
import { findStorefrontOrders } from "../queries/find-storefront-orders"

const CHANGES_AT_ONCE = 10_000

export const foldOrderChangesStepId = "fold-order-changes-step"

/**
 * Turns change rows into queued orders, however many changes an order had. Where the legacy store
 * keeps no orders, the changes only go away. Nothing is undone: an order queued once too often is
 * told of once too often, with the same words.
 *
 * @returns how many change rows were taken.
 */
export const foldOrderChangesStep = createStep(
  foldOrderChangesStepId,
  async (_: undefined, { container }) => {
    const { orders } =
      container.resolve<SupabaseSyncModuleService>(SUPABASE_SYNC_MODULE)
    const knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
    let folded = 0
    let taken = CHANGES_AT_ONCE
    while (taken === CHANGES_AT_ONCE) {
      const changes = await orders.peekChanges(CHANGES_AT_ONCE)
      taken = changes.length
      folded += taken
      if (taken > 0) {
        const concerned = orders.keepsOrders
          ? await findStorefrontOrders(knex, {
              orderIds: each(changes.map(({ orderId }) => orderId)),
              fulfillmentIds: each(
                changes.map(({ fulfillmentId }) => fulfillmentId)
              ),
            })
          : []
        await orders.queueOrders(
          concerned,
          changes.map(({ id }) => id)
        )
      }
    }
    return new StepResponse(folded)
  }
)

function each(ids: readonly (string | null)[]): string[] {
  return [...new Set(ids.flatMap((id) => id ?? []))]
}
