import {
  WorkflowResponse,
  createWorkflow,
} from "@medusajs/framework/workflows-sdk"
import type { LegacyEditSource } from "../../../modules/supabase-sync/types"
import type { LegacyEditReport } from "../domain/legacy-edit"
import { takeLegacyEditsStep } from "../steps/take-legacy-edits"

export type TakeLegacyEditsInput = {
  /** `staff` have decided that the number there counts: that goes before the policy. */
  source: LegacyEditSource
  /** At most 1,000. */
  edits: LegacyEditReport[]
}

export const takeLegacyEditsWorkflowId = "take-legacy-edits"

/**
 * Takes note of stock numbers that somebody changed in the legacy store, and does with them what the
 * policy says. A comparison (`reconcile`) and staff tell of a state: what is there now, on which
 * version. Telling of it again changes nothing.
 *
 * @returns a {@link TakenEdit} for each edit, in their order.
 */
export const takeLegacyEditsWorkflow = createWorkflow(
  takeLegacyEditsWorkflowId,
  (input: TakeLegacyEditsInput) => {
    return new WorkflowResponse(takeLegacyEditsStep(input))
  }
)
