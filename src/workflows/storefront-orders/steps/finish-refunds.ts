import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { StepResponse, createStep } from "@medusajs/framework/workflows-sdk"
import { STOREFRONT_ORDERS_MODULE } from "../../../modules/storefront-orders"
import type { StorefrontOrdersModuleService } from "../../../modules/storefront-orders/service"
import { STRIPE_INBOX_MODULE } from "../../../modules/stripe-inbox"
import type { StripeInboxModuleService } from "../../../modules/stripe-inbox/service"
import type { StripeRefund } from "../../../modules/stripe-inbox/types"
import { type MedusaRefund, planRefunds } from "../domain/plan-refunds"
import {
  activityOfRefund,
  questionOfRefusedRefund,
} from "../domain/tell-of-refund"
import { type AdoptedPayment, readRefunds } from "../queries/read-refunds"
import { removeRefund } from "../queries/refund-rows"

export type FinishRefundsStepInput = {
  /** A PaymentIntent's id. */
  payment: string
}

/** What came of the refunds that were begun here and were not at Stripe. */
export type FinishedRefunds = {
  /** All refunds of the payment at Stripe, these among them. */
  atStripe: StripeRefund[]
  finished: MedusaRefund[]
  /** Stripe gave no answer again, or a workflow of Medusa's own may be at it. */
  unfinished: MedusaRefund[]
}

export const finishRefundsStepId = "finish-refunds"

/**
 * Pays out what was begun here and never came to Stripe, with the key of the first try: there is one
 * refund at Stripe for each of Medusa's, however often it is asked for. What Stripe refuses goes
 * away here too. Nothing is undone: the customer has the money.
 */
export const finishRefundsStep = createStep(
  finishRefundsStepId,
  async ({ payment }: FinishRefundsStepInput, { container }) => {
    const inbox =
      container.resolve<StripeInboxModuleService>(STRIPE_INBOX_MODULE)
    const adopted = await readRefunds(container, payment)
    const atStripe = await inbox.listRefunds(payment)
    const { finish, underWay } = planRefunds(
      atStripe,
      adopted.refunds,
      new Date()
    )
    const result: FinishedRefunds = {
      atStripe,
      finished: [],
      unfinished: [...underWay],
    }
    for (const refund of finish) {
      const answer = await inbox.refund({
        payment_intent: payment,
        amount: refund.amount,
        refundId: refund.id,
      })
      if (answer.kind === "refunded") {
        result.finished.push(refund)
      } else if (answer.kind === "refused") {
        await dropRefused(container, adopted, refund, answer.cause.message)
      } else {
        result.unfinished.push(refund)
      }
    }
    if (finish.length > 0) {
      result.atStripe = await inbox.listRefunds(payment)
    }
    return new StepResponse(result)
  }
)

/** The question comes first: a run that dies in between finds the Refund again. */
async function dropRefused(
  container: MedusaContainer,
  adopted: AdoptedPayment,
  refund: MedusaRefund,
  why: string
): Promise<void> {
  const ledger = container.resolve<StorefrontOrdersModuleService>(
    STOREFRONT_ORDERS_MODULE
  )
  await ledger.askIssues(
    adopted.payment,
    [questionOfRefusedRefund(adopted, refund, why)],
    [activityOfRefund("refund_taken_back", adopted, refund)]
  )
  await removeRefund(
    container.resolve(ContainerRegistrationKeys.PG_CONNECTION),
    { ...adopted, id: refund.id }
  )
}
