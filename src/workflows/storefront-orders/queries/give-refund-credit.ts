import type {
  CreateOrderChangeActionDTO,
  IOrderModuleService,
} from "@medusajs/framework/types"
import {
  ChangeActionType,
  OrderChangeStatus,
  OrderChangeType,
} from "@medusajs/framework/utils"
import { passingError } from "../../../lib/errors"
import { toMajorText, toMinorAmount } from "../../../lib/money"
import { REFUND_PATIENCE_MS } from "../domain/plan-refunds"
import { isCreditChange, isOfRefund } from "../queries/read-order-money"

export type RefundCredit = {
  orderId: string
  refundId: string
  /** In minor units; below 0 it takes an earlier credit back. */
  amount: number
  currency: string
}

/**
 * Lowers an order's total by what was refunded, as Medusa does: by an order change with a credit
 * line. Through the order module, since Medusa's workflow names the collection in the line and not
 * the Refund, and refuses a cancelled order.
 *
 * The change and its confirmation are two commits: {@link confirmOpenCredits} finds one that was
 * left in between.
 *
 * @throws WorkError `order_being_changed` while staff edit the order: Medusa takes one change at a
 *   time.
 */
export async function giveRefundCredit(
  orders: IOrderModuleService,
  { orderId, refundId, amount, currency }: RefundCredit
): Promise<void> {
  const { version } = await orders.retrieveOrder(orderId, {
    select: ["id", "version"],
  })
  const action: CreateOrderChangeActionDTO = {
    order_id: orderId,
    version: version + 1,
    action: ChangeActionType.CREDIT_LINE_ADD,
    reference: amount > 0 ? "refund" : "refund_taken_back",
    reference_id: refundId,
    amount: toMajorText(toMinorAmount(amount), currency),
  }
  const change = await orders.createOrderChange({
    order_id: orderId,
    change_type: OrderChangeType.CREDIT_LINE,
    actions: [action],
  })
  await orders.confirmOrderChange(change.id)
}

/**
 * Confirms the credits that a dead process has left open.
 *
 * @throws WorkError `order_being_changed` where another change is open.
 */
export async function confirmOpenCredits(
  orders: IOrderModuleService,
  orderId: string
): Promise<void> {
  const open = await orders.listOrderChanges(
    {
      order_id: orderId,
      status: [OrderChangeStatus.PENDING, OrderChangeStatus.REQUESTED],
    },
    { relations: ["actions"] }
  )
  for (const change of open) {
    const isDead =
      isCreditChange(change) &&
      Date.now() - new Date(change.created_at).getTime() > REFUND_PATIENCE_MS
    if (!isOfRefund(change) && !isDead) {
      throw passingError(
        "order_being_changed",
        `The order ${orderId} is just being edited; its refund is credited once that is done`
      )
    }
    await orders.confirmOrderChange(change.id)
  }
}
