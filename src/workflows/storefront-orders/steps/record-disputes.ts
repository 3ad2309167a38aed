import { StepResponse, createStep } from "@medusajs/framework/workflows-sdk"
import { passingError } from "../../../lib/errors"
import { STOREFRONT_ORDERS_MODULE } from "../../../modules/storefront-orders"
import type { DisputesSeen } from "../../../modules/storefront-orders/client/disputes"
import type { StorefrontOrdersModuleService } from "../../../modules/storefront-orders/service"

export const recordDisputesStepId = "record-disputes-of-payment"

/**
 * Keeps what Stripe said of a payment's disputes. Not undone: it is what is the case, whatever
 * becomes of the run, and the next one would write the same.
 *
 * @throws WorkError `disputes_seen_too_early` when another worker has written meanwhile: Stripe has
 *   to be asked again.
 */
export const recordDisputesStep = createStep(
  recordDisputesStepId,
  async (seen: DisputesSeen, { container }) => {
    const ledger = container.resolve<StorefrontOrdersModuleService>(
      STOREFRONT_ORDERS_MODULE
    )
    if (!(await ledger.disputes.record(seen))) {
      throw passingError(
        "disputes_seen_too_early",
        "Another worker has recorded the payment's disputes meanwhile"
      )
    }
    return new StepResponse(undefined)
  }
)
