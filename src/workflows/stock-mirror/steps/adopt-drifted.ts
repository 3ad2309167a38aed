import { StepResponse, createStep } from "@medusajs/framework/workflows-sdk"
import { permanentError } from "../../../lib/errors"
import type { StockItemKind } from "../../../modules/supabase-sync/types"
import { toEditReport } from "../domain/edit-report-of-drift"
import type { TakenEdit } from "../domain/legacy-edit"
import { sidesOf } from "../reconcile/sides-of-container"

export type AdoptDriftedInput = {
  item_id: string
  kind: StockItemKind
  /** The number there that staff have decided for. */
  legacy_quantity: number | null
}

export const adoptDriftedStepId = "adopt-drifted-step"

/**
 * Takes the number of the legacy store over into Medusa's stock, as an adjustment. Not undone: the
 * adjustment is one transaction, and the last thing that can fail but for closing the difference.
 *
 * @throws WorkError where the number there is another by now, or the legacy store cannot be asked.
 */
export const adoptDriftedStep = createStep(
  adoptDriftedStepId,
  async (
    { item_id, kind, legacy_quantity }: AdoptDriftedInput,
    { container }
  ) => {
    const { sync, legacy, takeEdits } = sidesOf(container)
    const rows = await legacy.rowsOf(kind, [item_id])
    const [row] = rows
    if (!row || rows.some(({ quantity }) => quantity !== legacy_quantity)) {
      throw permanentError(
        "legacy_number_changed",
        "The number there is another by now; compare both sides again, then decide"
      )
    }
    const since = await sync.reconciler.clock()
    const [taken] = await takeEdits("staff", [
      toEditReport({
        itemId: item_id,
        kind,
        legacyQuantity: row.quantity,
        legacyVersion: row.version,
      }),
    ])
    if (taken?.outcome === "adjusted") {
      await sync.reconciler.adoptDrift([item_id], since)
    }
    return new StepResponse<TakenEdit | undefined>(taken)
  }
)
