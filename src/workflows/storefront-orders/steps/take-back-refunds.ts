import type {
  IOrderModuleService,
  MedusaContainer,
} from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { StepResponse, createStep } from "@medusajs/framework/workflows-sdk"
import { STOREFRONT_ORDERS_MODULE } from "../../../modules/storefront-orders"
import type { StorefrontOrdersModuleService } from "../../../modules/storefront-orders/service"
import type { StripeRefund } from "../../../modules/stripe-inbox/types"
import { transactionOfRefund } from "../domain/order-money-of-refund"
import { type MedusaRefund, planRefunds } from "../domain/plan-refunds"
import {
  activityOfRefund,
  questionOfVoidRefund,
} from "../domain/tell-of-refund"
import {
  confirmOpenCredits,
  giveRefundCredit,
} from "../queries/give-refund-credit"
import { readOrderMoney } from "../queries/read-order-money"
import { type AdoptedPayment, readRefunds } from "../queries/read-refunds"
import { removeRefund } from "../queries/refund-rows"
import { removeRefundTransaction } from "../queries/remove-refund-transaction"

export type TakeBackRefundsStepInput = {
  /** A PaymentIntent's id. */
  payment: string
  atStripe: StripeRefund[]
}

export const takeBackRefundsStepId = "take-back-refunds"

/**
 * Takes refunds back that failed or were cancelled at Stripe: transaction, credit line and Refund,
 * the last one last, so that a run that dies in between is gone on with. Staff are asked about each,
 * once. Nothing is undone: the customer does not have the money.
 */
export const takeBackRefundsStep = createStep(
  takeBackRefundsStepId,
  async ({ payment, atStripe }: TakeBackRefundsStepInput, { container }) => {
    const adopted = await readRefunds(container, payment)
    const { takeBack } = planRefunds(atStripe, adopted.refunds, new Date())
    for (const { refund } of takeBack) {
      await takeBackRefund(container, adopted, refund)
    }
    const ledger = container.resolve<StorefrontOrdersModuleService>(
      STOREFRONT_ORDERS_MODULE
    )
    for (const made of atStripe.filter(({ isVoid }) => isVoid)) {
      await ledger.askIssues(
        payment,
        [questionOfVoidRefund(adopted, made)],
        [activityOfRefund("refund_taken_back", adopted, made)]
      )
    }
    return new StepResponse(takeBack.map(({ refund }) => refund.id))
  }
)

async function takeBackRefund(
  container: MedusaContainer,
  adopted: AdoptedPayment,
  refund: MedusaRefund
): Promise<void> {
  const { orderId, paymentId, collectionId, currency } = adopted
  const orders = container.resolve(Modules.ORDER)
  const knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  await confirmOpenCredits(orders, orderId)
  const money = await readOrderMoney(orders, orderId, currency)
  const transaction = transactionOfRefund(
    refund,
    money.refundTransactions,
    paymentId
  )
  if (transaction) {
    await removeRefundTransaction(knex, orders, transaction.id)
  }
  await takeBackCredit(orders, adopted, refund)
  await removeRefund(knex, { id: refund.id, paymentId, collectionId })
}

/**
 * A credit line of Medusa's own workflows stays: it names no Refund, and the order then says that
 * the customer is owed the money, as is the case.
 */
async function takeBackCredit(
  orders: IOrderModuleService,
  { orderId, currency }: AdoptedPayment,
  { id }: MedusaRefund
): Promise<void> {
  const { credits } = await readOrderMoney(orders, orderId, currency)
  const given = credits
    .filter(({ referenceId }) => referenceId === id)
    .reduce((sum, { amount }) => sum + amount, 0)
  if (given > 0) {
    await giveRefundCredit(orders, {
      orderId,
      refundId: id,
      amount: -given,
      currency,
    })
  }
}
