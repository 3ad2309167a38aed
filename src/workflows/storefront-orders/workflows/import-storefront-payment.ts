import {
  WorkflowResponse,
  createWorkflow,
  transform,
  when,
} from "@medusajs/framework/workflows-sdk"
import type { PaymentSource } from "../../../modules/storefront-orders/types"
import { isPaid, paymentReferenceOf } from "../domain/payment-reference"
import { acquirePaymentStep } from "../steps/acquire-payment"
import { fetchStripePaymentStep } from "../steps/fetch-stripe-payment"
import { findImportedPaymentStep } from "../steps/find-imported-payment"
import { makeStorefrontOrderWorkflow } from "./make-storefront-order"

export type ImportStorefrontPaymentInput = {
  /** A PaymentIntent's or Checkout Session's id. */
  payment: string
  source: PaymentSource
}

/** What came of an import. */
export type ImportStorefrontPaymentResult =
  | { kind: "imported"; order_id: string }
  /** Another worker is making the order. */
  | { kind: "busy" }
  | { kind: "not_for_us"; reason: string }

export const importStorefrontPaymentWorkflowId = "import-storefront-payment"

/**
 * Sees that a payment made on the storefront is one order, whoever asks for it and however often:
 * the webhook's events, the legacy call, the backfill. Of a payment that is an order already Stripe
 * is not asked again: most of a payment's events come after the first has made it.
 */
export const importStorefrontPaymentWorkflow = createWorkflow(
  importStorefrontPaymentWorkflowId,
  (input: ImportStorefrontPaymentInput) => {
    const known = findImportedPaymentStep(input)
    const payment = when(
      "fetch-unknown-payment",
      { known },
      ({ known }) => known === null
    ).then(() => fetchStripePaymentStep(input))
    const obstacle = transform({ known, payment }, ({ known, payment }) => {
      if (known) {
        return "imported_before"
      }
      if (!payment) {
        return "no_checkout_session"
      }
      if (payment.session.mode !== "payment") {
        return `session_mode_${payment.session.mode}`
      }
      return isPaid(payment.session) ? null : "not_paid_yet"
    })
    const acquired = when(
      { obstacle },
      ({ obstacle }) => obstacle === null
    ).then(() => {
      const reference = transform({ payment, input }, ({ payment, input }) =>
        paymentReferenceOf(fetchedPayment(payment).session, input.source)
      )
      return acquirePaymentStep(reference)
    })
    const made = when(
      { acquired },
      ({ acquired }) => acquired?.kind === "acquired"
    ).then(() =>
      makeStorefrontOrderWorkflow.runAsStep({
        input: transform(
          { payment, acquired, input },
          ({ payment, acquired, input }) => {
            if (acquired?.kind !== "acquired") {
              throw new Error(
                "An order is made only of a payment that was acquired"
              )
            }
            const fetched = fetchedPayment(payment)
            return {
              payment: fetched,
              lease: acquired.lease,
              reference: paymentReferenceOf(fetched.session, input.source),
            }
          }
        ),
      })
    )
    const result = transform(
      { known, obstacle, acquired, made },
      ({ known, obstacle, acquired, made }): ImportStorefrontPaymentResult => {
        if (known) {
          return { kind: "imported", order_id: known.order_id }
        }
        if (obstacle !== null) {
          return { kind: "not_for_us", reason: obstacle }
        }
        if (acquired?.kind === "imported") {
          return { kind: "imported", order_id: acquired.orderId }
        }
        return made
          ? { kind: "imported", order_id: made.order_id }
          : { kind: "busy" }
      }
    )
    return new WorkflowResponse(result)
  }
)

function fetchedPayment<T>(payment: T | null | undefined): T {
  if (!payment) {
    throw new Error("The payment was found to have no Checkout Session before")
  }
  return payment
}
