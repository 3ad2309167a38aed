import type {
  IOrderModuleService,
  MedusaContainer,
} from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { StepResponse, createStep } from "@medusajs/framework/workflows-sdk"
import { toMajorText, toMinorAmount } from "../../../lib/money"
import type { StripeRefund } from "../../../modules/stripe-inbox/types"
import {
  creditOfRefund,
  missingCreditOfRefund,
  transactionOfRefund,
} from "../domain/order-money-of-refund"
import {
  type MedusaRefund,
  type RefundPair,
  planRefunds,
} from "../domain/plan-refunds"
import {
  confirmOpenCredits,
  giveRefundCredit,
} from "../queries/give-refund-credit"
import {
  type OrderMoney,
  hasCreditOfMedusa,
  readOrderMoney,
} from "../queries/read-order-money"
import { type AdoptedPayment, readRefunds } from "../queries/read-refunds"

export type SettleRefundsStepInput = {
  /** A PaymentIntent's id. */
  payment: string
  atStripe: StripeRefund[]
}

export const settleRefundsStepId = "settle-refunds"

/**
 * Gives each refund what Medusa's `refundPaymentWorkflow` gives one in the order: a transaction, and
 * a credit line for what was not owed. Each is looked for first. Nothing is undone: it is true.
 *
 * @returns the refunds for which both are there.
 */
export const settleRefundsStep = createStep(
  settleRefundsStepId,
  async ({ payment, atStripe }: SettleRefundsStepInput, { container }) => {
    const adopted = await readRefunds(container, payment)
    const { settle } = planRefunds(atStripe, adopted.refunds, new Date())
    for (const { refund } of settle) {
      await settleRefund(container, adopted, refund)
    }
    return new StepResponse<RefundPair[]>(settle)
  }
)

async function settleRefund(
  container: MedusaContainer,
  adopted: AdoptedPayment,
  refund: MedusaRefund
): Promise<void> {
  const { orderId, currency, paymentId } = adopted
  const orders = container.resolve(Modules.ORDER)
  const before = await readOrderMoney(orders, orderId, currency)
  if (!transactionOfRefund(refund, before.refundTransactions, paymentId)) {
    await orders.addOrderTransactions({
      order_id: orderId,
      amount: toMajorText(toMinorAmount(0 - refund.amount), currency),
      currency_code: currency,
      reference: "refund",
      reference_id: refund.id,
    })
  }
  await confirmOpenCredits(orders, orderId)
  const money = await readOrderMoney(orders, orderId, currency)
  if (money.credits.some(({ referenceId }) => referenceId === refund.id)) {
    return
  }
  const amount = await creditDue(orders, orderId, refund, money)
  if (amount > 0) {
    await giveRefundCredit(orders, {
      orderId,
      refundId: refund.id,
      amount,
      currency,
    })
  }
}

async function creditDue(
  orders: IOrderModuleService,
  orderId: string,
  { origin, amount, createdAt }: MedusaRefund,
  { pending }: OrderMoney
): Promise<number> {
  if (origin !== "medusa") {
    return creditOfRefund(amount, pending)
  }
  return (await hasCreditOfMedusa(orders, orderId, createdAt))
    ? 0
    : missingCreditOfRefund(amount, pending)
}
