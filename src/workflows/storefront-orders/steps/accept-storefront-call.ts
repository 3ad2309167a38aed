import { StepResponse, createStep } from "@medusajs/framework/workflows-sdk"
import { STOREFRONT_ORDERS_MODULE } from "../../../modules/storefront-orders"
import type { StorefrontOrdersModuleService } from "../../../modules/storefront-orders/service"
import type {
  CheckStorefrontCallStepInput,
  CheckedCall,
} from "./check-storefront-call"

export type AcceptStorefrontCallStepInput = {
  call: CheckStorefrontCallStepInput
  checked: CheckedCall
}

/** Whether the call was taken. `isFirst`: nobody had called the payment in before. */
export type TakenCall =
  | { kind: "taken"; payment: string; isFirst: boolean }
  | { kind: "key_reused" }
  | { kind: "not_believed" }

export const acceptStorefrontCallStepId = "accept-storefront-call"

/**
 * Writes down a call that Stripe has nothing against. Not undone: from here on its order is made,
 * whatever becomes of this process.
 */
export const acceptStorefrontCallStep = createStep(
  acceptStorefrontCallStepId,
  async ({ call, checked }: AcceptStorefrontCallStepInput, { container }) => {
    const { calls } = container.resolve<StorefrontOrdersModuleService>(
      STOREFRONT_ORDERS_MODULE
    )
    if (checked.kind !== "believed") {
      return new StepResponse<TakenCall>({ kind: "not_believed" })
    }
    const { reference, needsWork } = checked
    const { actor, key, told } = call
    const { payment } = reference
    if (needsWork) {
      const accepted = await calls.accept({ reference, told, actor, key })
      return new StepResponse<TakenCall>(
        accepted.kind === "accepted"
          ? { kind: "taken", payment, isFirst: accepted.isFirst }
          : accepted
      )
    }
    const isFree = !key || (await calls.useKey(actor, key, payment))
    return new StepResponse<TakenCall>(
      isFree
        ? { kind: "taken", payment, isFirst: false }
        : { kind: "key_reused" }
    )
  }
)
