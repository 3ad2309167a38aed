import {
  WorkflowResponse,
  createWorkflow,
  transform,
  when,
} from "@medusajs/framework/workflows-sdk"
import type { EventOutcome } from "../../../modules/stripe-inbox/types"
import { importStorefrontPaymentWorkflow } from "../../storefront-orders/workflows/import-storefront-payment"
import { readEventMeaningStep } from "../steps/read-event-meaning"

export type ProcessStripeEventInput = { event_id: string }

export const processStripeEventWorkflowId = "process-stripe-event"

/** While another worker makes the order of the same payment. */
const BUSY_DELAY_MS = 250

/** Works one stored event off. Run again for the same event, it finds everything done. */
export const processStripeEventWorkflow = createWorkflow(
  processStripeEventWorkflowId,
  (input: ProcessStripeEventInput) => {
    const meaning = readEventMeaningStep(input)
    const imported = when(
      { meaning },
      ({ meaning }) => meaning.kind === "import"
    ).then(() =>
      importStorefrontPaymentWorkflow.runAsStep({
        input: transform({ meaning }, ({ meaning }) => ({
          payment: meaning.kind === "import" ? meaning.payment : "",
          source: "webhook" as const,
        })),
      })
    )
    const outcome = transform(
      { meaning, imported },
      ({ meaning, imported }): EventOutcome => {
        if (meaning.kind === "none") {
          return { kind: "ignored", reason: meaning.reason }
        }
        switch (imported?.kind) {
          case "imported":
            return { kind: "done" }
          case "not_for_us":
            return { kind: "ignored", reason: imported.reason }
          default:
            return { kind: "snoozed", delayMs: BUSY_DELAY_MS }
        }
      }
    )
    return new WorkflowResponse(outcome)
  }
)
