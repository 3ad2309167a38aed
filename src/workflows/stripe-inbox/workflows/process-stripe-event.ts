import {
  WorkflowResponse,
  createWorkflow,
  transform,
  when,
} from "@medusajs/framework/workflows-sdk"
import type { EventOutcome } from "../../../modules/stripe-inbox/types"
import { importStorefrontPaymentWorkflow } from "../../storefront-orders/workflows/import-storefront-payment"
import { recordDisputesWorkflow } from "../../storefront-orders/workflows/record-disputes"
import { recordStripeRefundsWorkflow } from "../../storefront-orders/workflows/record-stripe-refunds"
import type {
  EventMeaning,
  MedusaPaymentMeaning,
} from "../domain/meaning-of-event"
import type { MedusaWebhook } from "../domain/medusa-webhook"
import {
  outcomeOfImport,
  outcomeOfMeaning,
  outcomeOfRefund,
} from "../domain/outcome-of-meaning"
import { processMedusaPaymentStep } from "../steps/process-medusa-payment"
import { readEventMeaningStep } from "../steps/read-event-meaning"
import { tellOriginStep } from "../steps/tell-origin"

export type ProcessStripeEventInput = { event_id: string }

export const processStripeEventWorkflowId = "process-stripe-event"

/** Works one stored event off. Run again for the same event, it finds everything done. */
export const processStripeEventWorkflow = createWorkflow(
  processStripeEventWorkflowId,
  (input: ProcessStripeEventInput) => {
    const meaning = tellOriginStep(readEventMeaningStep(input))
    const imported = when(
      "import-payment",
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
    const disputed = when(
      "record-disputes-of-event",
      { meaning },
      ({ meaning }) => paymentOf(meaning, "dispute") !== null
    ).then(() =>
      recordDisputesWorkflow.runAsStep({
        input: transform({ meaning }, ({ meaning }) => ({
          payment: paymentOf(meaning, "dispute") ?? "",
        })),
      })
    )
    const refunded = when(
      "record-refunds-of-event",
      { meaning },
      ({ meaning }) => paymentOf(meaning, "refund") !== null
    ).then(() =>
      recordStripeRefundsWorkflow.runAsStep({
        input: transform({ meaning }, ({ meaning }) => ({
          payment: paymentOf(meaning, "refund") ?? "",
        })),
      })
    )
    const processed = when(
      "process-medusa-payment",
      { meaning },
      ({ meaning }) => isForMedusa(meaning)
    ).then(() =>
      processMedusaPaymentStep(
        transform({ meaning }, ({ meaning }) => {
          if (!isForMedusa(meaning)) {
            throw new Error("Only Medusa's own payments are handed to it")
          }
          return { session_id: meaning.session_id, webhook: meaning.webhook }
        })
      )
    )
    const outcome = transform(
      { meaning, imported, disputed, refunded, processed },
      ({ meaning, imported, disputed, refunded, processed }): EventOutcome => {
        const ordered = imported ?? disputed
        if (ordered) {
          return outcomeOfImport(ordered)
        }
        if (refunded) {
          return outcomeOfRefund(refunded)
        }
        return processed ?? outcomeOfMeaning(meaning)
      }
    )
    return new WorkflowResponse(outcome)
  }
)

function paymentOf(
  meaning: EventMeaning,
  kind: "refund" | "dispute"
): string | null {
  return meaning.kind === kind ? meaning.payment : null
}

function isForMedusa(
  meaning: EventMeaning
): meaning is MedusaPaymentMeaning & { webhook: MedusaWebhook } {
  return meaning.kind === "medusa_payment" && meaning.webhook !== null
}
