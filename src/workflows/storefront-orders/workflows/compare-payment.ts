import {
  WorkflowResponse,
  createWorkflow,
  transform,
  when,
} from "@medusajs/framework/workflows-sdk"
import { compareWithStripeStep } from "../steps/compare-with-stripe"
import { findComparedPaymentStep } from "../steps/find-compared-payment"
import { noteComparisonStep } from "../steps/note-comparison"
import { recordStripeRefundsWorkflow } from "./record-stripe-refunds"

export type ComparePaymentInput = {
  /** The ledger row's id, the PaymentIntent's or the Checkout Session's. */
  payment: string
}

export const comparePaymentWorkflowId = "compare-payment"

/**
 * Compares what was captured and refunded of one payment with Stripe. Where the refunds
 * differ, those that Stripe knows of are recorded first; what differs then, staff are asked about.
 */
export const comparePaymentWorkflow = createWorkflow(
  comparePaymentWorkflowId,
  (input: ComparePaymentInput) => {
    const payment = findComparedPaymentStep(input)
    const first = compareWithStripeStep(payment)
    const second = when(
      "compare-again",
      { first },
      ({ first: { stripe, medusa } }) =>
        // Where Medusa has no payment at all, there is nothing to record refunds of.
        medusa.captured > 0 && stripe.refunded !== medusa.refunded
    ).then(() => {
      const recorded = recordStripeRefundsWorkflow.runAsStep({
        input: transform({ payment }, ({ payment }) => ({
          payment: payment.payment,
        })),
      })
      const again = compareWithStripeStep(payment).config({
        name: "compare-payment-again",
      })
      return transform({ recorded, again }, ({ recorded, again }) =>
        // Somebody is just at its refunds: what differs may not differ in a moment.
        recorded.kind === "busy" && again.verdict === "differs"
          ? { ...again, verdict: "unsettled" as const }
          : again
      )
    })
    return new WorkflowResponse(
      noteComparisonStep(
        transform({ payment, first, second }, ({ payment, first, second }) => ({
          payment,
          comparison: second ?? first,
        }))
      )
    )
  }
)
