import type {
  BigNumberInput,
  IOrderModuleService,
  OrderChangeDTO,
} from "@medusajs/framework/types"
import {
  MathBN,
  OrderChangeStatus,
  OrderChangeType,
} from "@medusajs/framework/utils"
import { minorUnitExponent } from "../../../lib/money"
import type { RefundTransaction } from "../domain/order-money-of-refund"

/** What of an order's sums a refund changes, in minor units. */
export type OrderMoney = {
  version: number
  /** What the customer still owes; below 0 where the customer is owed. */
  pending: number
  refundTransactions: RefundTransaction[]
  /** What lowers the total, by the Refund that it is for: null for what is not of a refund here. */
  credits: { referenceId: string | null; amount: number }[]
}

/**
 * Reads an order's sums. What tax has left in parts of the smallest unit is rounded.
 *
 * @param currency of the payment, which is the order's.
 */
export async function readOrderMoney(
  orders: IOrderModuleService,
  orderId: string,
  currency: string
): Promise<OrderMoney> {
  const minor = (amount: BigNumberInput): number =>
    MathBN.mult(amount, 10 ** minorUnitExponent(currency))
      .decimalPlaces(0)
      .toNumber()
  const [order, transactions] = await Promise.all([
    orders.retrieveOrder(orderId, {
      select: ["id", "version", "summary"],
      relations: ["credit_lines"],
    }),
    orders.listOrderTransactions(
      { order_id: orderId, reference: "refund" },
      { take: null }
    ),
  ])
  return {
    version: order.version,
    pending: minor(Number(order.summary?.pending_difference ?? 0)),
    refundTransactions: transactions.map(({ id, amount, reference_id }) => ({
      id,
      amount: minor(Number(amount)),
      referenceId: reference_id,
    })),
    credits: (order.credit_lines ?? []).map(({ amount, reference_id }) => ({
      amount: minor(Number(amount)),
      referenceId: reference_id,
    })),
  }
}

/**
 * Whether one of Medusa's own workflows has given a credit since.
 *
 * @param since ISO 8601, UTC.
 */
export async function hasCreditOfMedusa(
  orders: IOrderModuleService,
  orderId: string,
  since: string
): Promise<boolean> {
  const changes = await orders.listOrderChanges(
    { order_id: orderId, status: OrderChangeStatus.CONFIRMED },
    { relations: ["actions"], take: null }
  )
  return changes.some(
    (change) =>
      isCreditChange(change) &&
      new Date(change.created_at).getTime() >= Date.parse(since) &&
      !isOfRefund(change)
  )
}

/** Whether this project has begun the change, for a Refund. */
export function isOfRefund({ actions }: OrderChangeDTO): boolean {
  return actions.some(({ reference_id }) =>
    (reference_id as string | null)?.startsWith("ref_")
  )
}

/** Whether the change gives a credit; Medusa's type leaves that kind out. */
export function isCreditChange({
  change_type,
}: {
  change_type?: string
}): boolean {
  return change_type === OrderChangeType.CREDIT_LINE
}
