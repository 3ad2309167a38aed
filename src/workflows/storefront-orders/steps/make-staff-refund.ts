import { setTimeout as delay } from "node:timers/promises"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { StepResponse, createStep } from "@medusajs/framework/workflows-sdk"
import { summarizeFailure } from "../../../lib/errors"
import { runWorkflow } from "../../../lib/run-workflow"
import { STOREFRONT_ORDERS_MODULE } from "../../../modules/storefront-orders"
import type { StorefrontOrdersModuleService } from "../../../modules/storefront-orders/service"
import { askedAmount } from "../domain/asked-amount"
import {
  type StaffRefundResult,
  judgeStaffRefund,
} from "../domain/judge-staff-refund"
import type { EqualizedRefunds } from "../domain/plan-refunds"
import { readRefunds } from "../queries/read-refunds"
import { equalizeRefundsWorkflowId } from "../workflows/equalize-refunds"
import { payStaffRefundWorkflowId } from "../workflows/pay-staff-refund"

export type MakeStaffRefundStepInput = {
  /** A PaymentIntent's id. */
  payment: string
  /** In major units, as the admin sends it; all that is left where there is none. */
  amount?: number
  created_by?: string
  note?: string
  refund_reason_id?: string
}

/** A look at the refunds takes a moment; a refund at Stripe may take a minute. */
const PATIENCE_MS = 5_000
const PAUSE_MS = 100

export const makeStaffRefundStepId = "make-staff-refund-alone"

/**
 * Makes a refund for staff while nobody else works on the payment's: equal first, so that what was
 * begun before is known, then this one, then what follows from it. Nothing is undone, since the
 * money is paid out; what could not be done after that is done by itself later.
 */
export const makeStaffRefundStep = createStep(
  makeStaffRefundStepId,
  async (input: MakeStaffRefundStepInput, { container }) => {
    const ledger = container.resolve<StorefrontOrdersModuleService>(
      STOREFRONT_ORDERS_MODULE
    )
    const askedAt = new Date()
    for (;;) {
      const outcome = await ledger.holdingRefunds(input.payment, () =>
        makeRefund(container, input, askedAt.toISOString())
      )
      if (outcome.held) {
        return new StepResponse<StaffRefundResult>(outcome.result)
      }
      if (Date.now() - askedAt.getTime() > PATIENCE_MS) {
        return new StepResponse<StaffRefundResult>({
          kind: "conflict",
          code: "refund_under_way",
          message:
            "Another refund of this payment is being made; look at the order again before you refund",
        })
      }
      await delay(PAUSE_MS)
    }
  }
)

async function makeRefund(
  container: MedusaContainer,
  { amount, ...input }: MakeStaffRefundStepInput,
  askedAt: string
): Promise<StaffRefundResult> {
  const engine = container.resolve(Modules.WORKFLOW_ENGINE)
  const { payment } = input
  const found = await runWorkflow<EqualizedRefunds>(
    engine,
    equalizeRefundsWorkflowId,
    { payment }
  )
  const adopted = await readRefunds(container, payment)
  const asked = askedAmount(amount, adopted)
  const obstacle = judgeStaffRefund({ ...adopted, found, asked, askedAt })
  if (obstacle) {
    return obstacle
  }
  const result = await runWorkflow<StaffRefundResult>(
    engine,
    payStaffRefundWorkflowId,
    { ...input, amount: asked }
  )
  if (result.kind === "refunded") {
    await runWorkflow(engine, equalizeRefundsWorkflowId, { payment }).catch(
      (error: unknown) => {
        container
          .resolve(ContainerRegistrationKeys.LOGGER)
          .error(
            `storefront orders: payment=${payment} was refunded and is not settled yet: ${summarizeFailure(error).message}`
          )
      }
    )
  }
  return result
}
