import { MedusaError } from "@medusajs/framework/utils"
import { createOrderFulfillmentWorkflow } from "@medusajs/medusa/core-flows"
import { findReasonToHoldFulfillment } from "../queries/find-reason-to-hold"

/*
 * The admin's routes refuse before anything is made. This is for whoever else fulfils orders, and
 * for a dispute that comes in between: Medusa's workflow then takes the fulfilment back and puts
 * the reservations in place again.
 */
createOrderFulfillmentWorkflow.hooks.fulfillmentCreated(
  async ({ fulfillment }, { container }) => {
    const reason = await findReasonToHoldFulfillment(container, fulfillment.id)
    if (reason) {
      throw new MedusaError(
        MedusaError.Types.NOT_ALLOWED,
        reason,
        "payment_disputed"
      )
    }
  }
)
