import type { IPaymentModuleService } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { StepResponse, createStep } from "@medusajs/framework/workflows-sdk"
import type { EventMeaning } from "../domain/meaning-of-event"

export const tellOriginStepId = "tell-origin"

/**
 * Whether a payment that carries Medusa's mark is one that this Medusa started: the storefront may
 * use the same name for a mark of its own, and another Medusa may share the Stripe account.
 */
export const tellOriginStep = createStep(
  tellOriginStepId,
  async (meaning: EventMeaning, { container }) => {
    if (meaning.kind !== "medusa_payment") {
      return new StepResponse<EventMeaning>(meaning)
    }
    const payments = container.resolve<IPaymentModuleService>(Modules.PAYMENT)
    const [session] = await payments.listPaymentSessions(
      { id: meaning.session_id },
      { select: ["id"], take: 1 }
    )
    return new StepResponse<EventMeaning>(session ? meaning : meaning.otherwise)
  }
)
