import { StepResponse, createStep } from "@medusajs/framework/workflows-sdk"
import { assertUnreachable } from "../../../lib/assert-unreachable"
import { STOREFRONT_ORDERS_MODULE } from "../../../modules/storefront-orders"
import type { ComparedPayment } from "../../../modules/storefront-orders/client/comparisons"
import type { StorefrontOrdersModuleService } from "../../../modules/storefront-orders/service"
import { questionOfSums } from "../domain/compare-sums"
import type { Comparison } from "./compare-with-stripe"

export type NoteComparisonStepInput = {
  payment: ComparedPayment
  comparison: Comparison
}

export const noteComparisonStepId = "note-comparison"

/**
 * Notes what a comparison came to: a difference becomes a question, and equal sums close it. Not
 * undone: it is what was seen, and the next comparison writes what it sees.
 */
export const noteComparisonStep = createStep(
  noteComparisonStepId,
  async ({ payment, comparison }: NoteComparisonStepInput, { container }) => {
    const { comparisons } = container.resolve<StorefrontOrdersModuleService>(
      STOREFRONT_ORDERS_MODULE
    )
    const { verdict, stripe, medusa } = comparison
    switch (verdict) {
      case "equal":
        await comparisons.noteEqual([payment])
        break
      case "differs":
        await comparisons.noteDifference(
          payment,
          questionOfSums(payment, stripe, medusa)
        )
        break
      case "unsettled":
        break
      default:
        assertUnreachable(verdict)
    }
    return new StepResponse(comparison)
  }
)
