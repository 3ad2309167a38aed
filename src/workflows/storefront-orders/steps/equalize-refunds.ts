import { Modules } from "@medusajs/framework/utils"
import { StepResponse, createStep } from "@medusajs/framework/workflows-sdk"
import { runWorkflow } from "../../../lib/run-workflow"
import { STOREFRONT_ORDERS_MODULE } from "../../../modules/storefront-orders"
import type { StorefrontOrdersModuleService } from "../../../modules/storefront-orders/service"
import {
  type EqualizeRefundsInput,
  equalizeRefundsWorkflowId,
} from "../workflows/equalize-refunds"

export const equalizeRefundsStepId = "equalize-refunds-alone"

/**
 * Makes a payment's refunds equal on both sides while nobody else works on them. Not as a
 * sub-workflow: the lock has to be given back whatever comes of it.
 *
 * @returns false where somebody else is at it; nothing was done.
 */
export const equalizeRefundsStep = createStep(
  equalizeRefundsStepId,
  async ({ payment }: EqualizeRefundsInput, { container }) => {
    const ledger = container.resolve<StorefrontOrdersModuleService>(
      STOREFRONT_ORDERS_MODULE
    )
    const { held } = await ledger.holdingRefunds(payment, () =>
      runWorkflow(
        container.resolve(Modules.WORKFLOW_ENGINE),
        equalizeRefundsWorkflowId,
        { payment }
      )
    )
    return new StepResponse(held)
  }
)
