import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { StepResponse, createStep } from "@medusajs/framework/workflows-sdk"
import { STOREFRONT_ORDERS_MODULE } from "../../../modules/storefront-orders"
import type { StorefrontOrdersModuleService } from "../../../modules/storefront-orders/service"
import type {
  MedusaRefund,
  RefundOrigin,
  RefundPair,
} from "../domain/plan-refunds"
import {
  type RefundActivityKind,
  activityOfRefund,
} from "../domain/tell-of-refund"
import { readRefunds } from "../queries/read-refunds"
import { markRefund } from "../queries/refund-rows"

export type MarkRefundsSettledStepInput = {
  /** A PaymentIntent's id. */
  payment: string
  settled: RefundPair[]
  /** Those among them that were begun before and came to Stripe only now. */
  finished: MedusaRefund[]
}

const KIND_BY_ORIGIN: Record<RefundOrigin, RefundActivityKind> = {
  stripe: "refund_recorded",
  staff: "refund_made",
  medusa: "refund_made",
}

export const markRefundsSettledStepId = "mark-refunds-settled"

/**
 * Notes that nothing is left to do for a refund, and tells of it in the log. The last step: what
 * comes before is done again, and found done, where a process dies.
 */
export const markRefundsSettledStep = createStep(
  markRefundsSettledStepId,
  async (
    { payment, settled, finished }: MarkRefundsSettledStepInput,
    { container }
  ) => {
    const ledger = container.resolve<StorefrontOrdersModuleService>(
      STOREFRONT_ORDERS_MODULE
    )
    const knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
    const adopted = await readRefunds(container, payment)
    const finishedIds = new Set(finished.map(({ id }) => id))
    for (const { refund, atStripe } of settled) {
      const kind = finishedIds.has(refund.id)
        ? "refund_finished"
        : KIND_BY_ORIGIN[refund.origin]
      await ledger.recordActivity([activityOfRefund(kind, adopted, refund)])
      await markRefund(knex, refund.id, {
        stripe_refund_id: atStripe.id,
        settled_at: new Date().toISOString(),
      })
    }
    return new StepResponse(settled.length)
  }
)
