import { MedusaError } from "@medusajs/framework/utils"
import { StepResponse, createStep } from "@medusajs/framework/workflows-sdk"
import { STOREFRONT_ORDERS_MODULE } from "../../../modules/storefront-orders"
import type { StorefrontOrdersModuleService } from "../../../modules/storefront-orders/service"

export type FindComparedPaymentStepInput = {
  /** The ledger row's id, the PaymentIntent's or the Checkout Session's. */
  payment: string
}

/** What can be no id is not asked for. */
const ANY_ID = /^\w{1,255}$/

export const findComparedPaymentStepId = "find-compared-payment"

/** @throws MedusaError `not_found` for what is no order, or of which nothing was charged. */
export const findComparedPaymentStep = createStep(
  findComparedPaymentStepId,
  async ({ payment }: FindComparedPaymentStepInput, { container }) => {
    const { comparisons } = container.resolve<StorefrontOrdersModuleService>(
      STOREFRONT_ORDERS_MODULE
    )
    const found = ANY_ID.test(payment) ? await comparisons.find(payment) : null
    if (!found) {
      throw new MedusaError(
        MedusaError.Types.NOT_FOUND,
        `No order is known of a payment ${payment} of which something was charged`
      )
    }
    return new StepResponse(found)
  }
)
