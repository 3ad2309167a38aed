import { StepResponse, createStep } from "@medusajs/framework/workflows-sdk"
import { permanentError } from "../../../lib/errors"
import { STOREFRONT_ORDERS_MODULE } from "../../../modules/storefront-orders"
import type { StorefrontOrdersModuleService } from "../../../modules/storefront-orders/service"

export type FindStorefrontCallStepInput = { call_id: string }

export const findStorefrontCallStepId = "find-storefront-call"

/** Which payment was called in. @throws WorkError where the row is gone */
export const findStorefrontCallStep = createStep(
  findStorefrontCallStepId,
  async ({ call_id }: FindStorefrontCallStepInput, { container }) => {
    const ledger = container.resolve<StorefrontOrdersModuleService>(
      STOREFRONT_ORDERS_MODULE
    )
    const [call] = await ledger.listStorefrontCalls(
      { id: call_id },
      { select: ["id", "payment"], take: 1 }
    )
    if (!call) {
      throw permanentError("call_missing", `There is no call ${call_id}`)
    }
    return new StepResponse({ payment: call.payment })
  }
)
