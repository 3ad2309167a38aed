import {
  WorkflowResponse,
  createWorkflow,
  transform,
  when,
} from "@medusajs/framework/workflows-sdk"
import { equalizeRefundsStep } from "../steps/equalize-refunds"
import { importStorefrontPaymentWorkflow } from "./import-storefront-payment"

export type RecordStripeRefundsInput = {
  /** A PaymentIntent's id. */
  payment: string
}

export type RecordStripeRefundsResult =
  | { kind: "recorded" }
  /** Another worker is making the order, or is at the payment's refunds. */
  | { kind: "busy" }
  | { kind: "not_for_us"; reason: string }

export const recordStripeRefundsWorkflowId = "record-stripe-refunds"

/**
 * Looks at a payment of which something was refunded, or a refund has come to something else, and
 * makes Medusa's refunds equal to Stripe's. Where the order is not there yet it is made first: a
 * refund's event may come before the payment's own.
 */
export const recordStripeRefundsWorkflow = createWorkflow(
  recordStripeRefundsWorkflowId,
  (input: RecordStripeRefundsInput) => {
    const imported = importStorefrontPaymentWorkflow.runAsStep({
      input: transform({ input }, ({ input }) => ({
        payment: input.payment,
        source: "webhook" as const,
      })),
    })
    const equal = when(
      "equalize-refunds-of-order",
      { imported },
      ({ imported }) => imported.kind === "imported"
    ).then(() => equalizeRefundsStep(input))
    return new WorkflowResponse(
      transform(
        { imported, equal },
        ({ imported, equal }): RecordStripeRefundsResult => {
          if (imported.kind === "not_for_us") {
            return imported
          }
          return { kind: equal ? "recorded" : "busy" }
        }
      )
    )
  }
)
