import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { StepResponse, createStep } from "@medusajs/framework/workflows-sdk"
import { summarizeFailure } from "../../../lib/errors"
import { findUnsettledRefunds } from "../queries/find-unsettled-refunds"
import { recordStripeRefundsWorkflow } from "../workflows/record-stripe-refunds"

export const settleLeftRefundsStepId = "settle-left-refunds-step"

/**
 * Goes on with refunds whose process died, whose answer was lost, or that Medusa's own workflows
 * made. One that fails does not hold up the others. Nothing is undone: each is done or is not.
 *
 * @returns how many payments were looked at.
 */
export const settleLeftRefundsStep = createStep(
  settleLeftRefundsStepId,
  async (_: undefined, { container }) => {
    const payments = await findUnsettledRefunds(
      container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
    )
    for (const payment of payments) {
      try {
        await recordStripeRefundsWorkflow(container).run({ input: { payment } })
      } catch (error) {
        const { code, message } = summarizeFailure(error)
        container
          .resolve(ContainerRegistrationKeys.LOGGER)
          .error(
            `storefront orders: the refunds of payment=${payment} are not settled code=${code}: ${message}`
          )
      }
    }
    return new StepResponse(payments.length)
  }
)
