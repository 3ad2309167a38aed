import { StepResponse, createStep } from "@medusajs/framework/workflows-sdk"
import { SUPABASE_SYNC_MODULE } from "../../../modules/supabase-sync"
import type { SupabaseSyncModuleService } from "../../../modules/supabase-sync/service"

export const installStockCaptureStepId = "install-stock-capture-step"

/** Installs the triggers. Not undone: installing again is harmless, and going without loses changes. */
export const installStockCaptureStep = createStep(
  installStockCaptureStepId,
  async (_: undefined, { container }) => {
    await container
      .resolve<SupabaseSyncModuleService>(SUPABASE_SYNC_MODULE)
      .installStockCapture()
    return new StepResponse(undefined)
  }
)
