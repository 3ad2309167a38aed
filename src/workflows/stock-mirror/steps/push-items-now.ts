import { StepResponse, createStep } from "@medusajs/framework/workflows-sdk"
import { SUPABASE_SYNC_MODULE } from "../../../modules/supabase-sync"
import type { PushSelection } from "../../../modules/supabase-sync/client/push-again"
import type { SupabaseSyncModuleService } from "../../../modules/supabase-sync/service"

export const pushItemsNowStepId = "push-items-now-step"

/**
 * Asks for pushes on behalf of a person. Nothing is undone: an item pushed once too often has the
 * same number.
 *
 * @returns how many items were asked for.
 */
export const pushItemsNowStep = createStep(
  pushItemsNowStepId,
  async (selection: PushSelection, { container }) => {
    const sync =
      container.resolve<SupabaseSyncModuleService>(SUPABASE_SYNC_MODULE)
    const queued = await sync.desk.pushAgain(selection)
    sync.wake()
    return new StepResponse(queued)
  }
)
