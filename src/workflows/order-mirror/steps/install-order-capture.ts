import { StepResponse, createStep } from "@medusajs/framework/workflows-sdk"
import { SUPABASE_SYNC_MODULE } from "../../../modules/supabase-sync"
import type { SupabaseSyncModuleService } from "../../../modules/supabase-sync/service"

export const installOrderCaptureStepId = "install-order-capture-step"

/** Installs the triggers. Not undone: installing again is harmless, and going without loses changes. */
export const installOrderCaptureStep = createStep(
  installOrderCaptureStepId,
  async (_: undefined, { container }) => {
    await container
      .resolve<SupabaseSyncModuleService>(SUPABASE_SYNC_MODULE)
      .orders.installCapture()
    return new StepResponse(undefined)
  }
)
