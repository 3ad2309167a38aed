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
import { ORDER_NUMBER } from "../domain/order-number"
import { type ImportPlan, planImport } from "../domain/plan-order"
import { planPaymentData } from "../domain/plan-payment-data"
import type { ImportRun } from "../inverses/take-back"
import { adoptPaymentStep } from "../steps/adopt-payment"
import { createStorefrontOrderStep } from "../steps/create-storefront-order"
import {
  type FindOrCreateCustomerStepInput,
  findOrCreateCustomerStep,
} from "../steps/find-or-create-customer"
import { holdPaymentStep } from "../steps/hold-payment"
import { loadCatalogStep } from "../steps/load-catalog"
import { markPaymentImportedStep } from "../steps/mark-payment-imported"
import {
  type NumberOrderStepInput,
  numberOrderStep,
} from "../steps/number-order"
import { readStorefrontContextStep } from "../steps/read-storefront-context"
import { readToldOfOrderStep } from "../steps/read-told-of-order"
import { reserveStockStep } from "../steps/reserve-stock"

export type MakeStorefrontOrderInput = {
  payment: StripePayment
  reference: PaymentReference
  lease: PaymentLease
}

export const makeStorefrontOrderWorkflowId = "make-storefront-order"

/**
 * Makes the order of a payment that this worker holds: customer, reservations, payment, and last
 * the order itself, so that an order that can be seen is whole.
 *
 * Where a step fails, the steps before it are undone as far as this run has made them, except the
 * money (see `inverses/take-back`), and the payment is free for the next try. What cannot be undone,
 * because the process died or the database is out, stands; all ids follow from the payment, so the
 * next run finds each part and makes what is missing. After the mark nothing is undone any more.
 */
export const makeStorefrontOrderWorkflow = createWorkflow(
  makeStorefrontOrderWorkflowId,
  (input: MakeStorefrontOrderInput) => {
    const called = readToldOfOrderStep(input.reference)
    const catalog = loadCatalogStep({ payment: input.payment, called })
    const context = readStorefrontContextStep()
    const plan = transform(
      { input, called, catalog, context },
      ({ input, called, catalog, context }) =>
        planImport({
          ...input.payment,
          reference: input.reference,
          called,
          catalog,
          context,
        })
    )
    const run = transform({ input, plan }, ({ input, plan }) => ({
      lease: input.lease,
      orderId: plan.order.id,
    }))
    const customerId = findOrCreateCustomerStep(
      transform({ plan, run }, customerOf)
    )
    holdPaymentStep(input.lease)
    const shortages = reserveStockStep(
      transform({ plan, context, run }, ({ plan, context, run }) => ({
        run,
        wanted: plan.wantedStock,
        locationIds: context.locationIds,
      }))
    )
    holdPaymentStep(input.lease).config({
      name: "hold-payment-before-adopting",
    })
    adoptPaymentStep(
      transform({ input, run }, ({ input, run }) => ({
        run,
        reference: input.reference,
        data: planPaymentData(input.reference, input.payment.session),
      }))
    )
    holdPaymentStep(input.lease).config({ name: "hold-payment-before-order" })
    const order = createStorefrontOrderStep(
      transform({ plan, customerId, run }, ({ plan, customerId, run }) => ({
        run,
        order: {
          ...plan.order,
          ...(customerId ? { customer_id: customerId } : {}),
        },
      }))
    )
    numberOrderStep(transform({ plan }, numberOf))
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

function customerOf({
  plan: { order },
  run,
}: {
  plan: ImportPlan
  run: ImportRun
}): FindOrCreateCustomerStepInput {
  const address = order.billing_address
  return {
    run,
    email: order.email,
    first_name: address?.first_name ?? undefined,
    last_name: address?.last_name ?? undefined,
    phone: address?.phone ?? undefined,
  }
}

function numberOf({
  plan: { order },
}: {
  plan: ImportPlan
}): NumberOrderStepInput {
  const number = order.metadata?.[ORDER_NUMBER]
  return {
    orderId: order.id,
    number: typeof number === "string" ? number : null,
  }
}
