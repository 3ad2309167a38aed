import { StepResponse, createStep } from "@medusajs/framework/workflows-sdk"
import { STOREFRONT_ORDERS_MODULE } from "../../../modules/storefront-orders"
import type { StorefrontOrdersModuleService } from "../../../modules/storefront-orders/service"

export type FindImportedPaymentStepInput = {
  /** A PaymentIntent's or Checkout Session's id. */
  payment: string
}

/** A payment whose order is there. */
export type ImportedPayment = {
  /** The ledger row's. */
  id: string
  order_id: string
  /** Null where nothing was charged. */
  payment_intent_id: string | null
}

export const findImportedPaymentStepId = "find-imported-payment"

/** Looks a payment up in the ledger. Null where it is not an order yet. */
export const findImportedPaymentStep = createStep(
  findImportedPaymentStepId,
  async ({ payment }: FindImportedPaymentStepInput, { container }) => {
    const ledger = container.resolve<StorefrontOrdersModuleService>(
      STOREFRONT_ORDERS_MODULE
    )
    const [row] = await ledger.listStorefrontPayments(
      {
        $or: [{ payment }, { checkout_session_id: payment }],
        order_id: { $ne: null },
      },
      { select: ["id", "order_id", "payment_intent_id"], take: 1 }
    )
    return new StepResponse<ImportedPayment | null>(
      row?.order_id
        ? {
            id: row.id,
            order_id: row.order_id,
            payment_intent_id: row.payment_intent_id,
          }
        : null
    )
  }
)
