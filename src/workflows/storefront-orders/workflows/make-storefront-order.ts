import {
  WorkflowResponse,
  createWorkflow,
  transform,
} from "@medusajs/framework/workflows-sdk"
import type {
  PaymentLease,
  PaymentReference,
} from "../../../modules/storefront-orders/types"
import type { StripePayment } from "../../../modules/stripe-inbox/types"
import { planImport } from "../domain/plan-order"
import { adoptPaymentStep } from "../steps/adopt-payment"
import { createStorefrontOrderStep } from "../steps/create-storefront-order"
import { findOrCreateCustomerStep } from "../steps/find-or-create-customer"
import { holdPaymentStep } from "../steps/hold-payment"
import { loadCatalogStep } from "../steps/load-catalog"
import { markPaymentImportedStep } from "../steps/mark-payment-imported"
import { readStorefrontContextStep } from "../steps/read-storefront-context"
import { reserveStockStep } from "../steps/reserve-stock"

export type MakeStorefrontOrderInput = {
  payment: StripePayment
  reference: PaymentReference
  lease: PaymentLease
}

export const makeStorefrontOrderWorkflowId = "make-storefront-order"

/**
 * Makes the order of a payment that this worker holds: customer, reservations, payment, and last
 * the order itself, so that an order that can be seen is whole. It recovers forwards: the customer
 * has paid, so what a run made before it failed is kept, and the next run finds each part by its id
 * and makes what is missing. Only the hold on the ledger row is given back.
 */
export const makeStorefrontOrderWorkflow = createWorkflow(
  makeStorefrontOrderWorkflowId,
  (input: MakeStorefrontOrderInput) => {
    const catalog = loadCatalogStep(input.payment)
    const context = readStorefrontContextStep()
    const plan = transform(
      { input, catalog, context },
      ({ input, catalog, context }) =>
        planImport({
          ...input.payment,
          reference: input.reference,
          catalog,
          context,
        })
    )
    const customerId = findOrCreateCustomerStep(
      transform({ plan }, ({ plan: { order } }) => ({
        email: order.email,
        first_name: order.billing_address?.first_name ?? undefined,
        last_name: order.billing_address?.last_name ?? undefined,
        phone: order.billing_address?.phone ?? undefined,
      }))
    )
    holdPaymentStep(input.lease)
    const shortages = reserveStockStep(
      transform({ plan, context }, ({ plan, context }) => ({
        wanted: plan.wantedStock,
        locationIds: context.locationIds,
      }))
    )
    holdPaymentStep(input.lease).config({
      name: "hold-payment-before-adopting",
    })
    adoptPaymentStep(
      transform({ plan, input }, ({ plan, input }) => ({
        orderId: plan.order.id,
        reference: input.reference,
      }))
    )
    holdPaymentStep(input.lease).config({ name: "hold-payment-before-order" })
    const order = createStorefrontOrderStep(
      transform({ plan, customerId }, ({ plan, customerId }) => ({
        ...plan.order,
        ...(customerId ? { customer_id: customerId } : {}),
      }))
    )
    markPaymentImportedStep(
      transform(
        { input, plan, order, shortages },
        ({ input, plan, order, shortages }) => ({
          lease: input.lease,
          orderId: order.id,
          displayId: order.displayId,
          issues: [...plan.issues, ...shortages],
        })
      )
    )
    return new WorkflowResponse(
      transform({ order }, ({ order }) => ({ order_id: order.id }))
    )
  }
)
