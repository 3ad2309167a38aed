import { StepResponse, createStep } from "@medusajs/framework/workflows-sdk"
import { SUPABASE_SYNC_MODULE } from "../../../modules/supabase-sync"
import type { OrdersToPushAgain } from "../../../modules/supabase-sync/client/queue-orders-again"
import type { SupabaseSyncModuleService } from "../../../modules/supabase-sync/service"

export type PushOrdersAgainStepInput = { orders: OrdersToPushAgain }

export const pushOrdersAgainStepId = "push-orders-again-step"

/**
 * Makes orders due at once. Not undone: telling once more what is true is harmless.
 *
 * @returns how many there were.
 */
export const pushOrdersAgainStep = createStep(
  pushOrdersAgainStepId,
  async ({ orders }: PushOrdersAgainStepInput, { container }) => {
    const sync =
      container.resolve<SupabaseSyncModuleService>(SUPABASE_SYNC_MODULE)
    return new StepResponse(await sync.orders.pushAgain(orders))
  }
)
