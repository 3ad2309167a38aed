import type {
  CreateOrderChangeActionDTO,
  IOrderModuleService,
} from "@medusajs/framework/types"
import { ChangeActionType, Modules } from "@medusajs/framework/utils"
import { StepResponse, createStep } from "@medusajs/framework/workflows-sdk"
import { deriveId } from "../../../lib/derive-id"
import type { TotalSettlement } from "../domain/answer-plan"

export const settleOrderTotalStepId = "settle-order-total"

/** What staff read on the order. */
const LINE_TITLE = "Difference to the amount paid"

/**
 * Makes an order's total equal to what was paid by a confirmed order change, as an order edit of
 * Medusa's does, so that its summary is right too: a plain line, or a credit. The change, its action
 * and the line have ids that follow from the question, and each that an earlier run made is found.
 * Nothing to do where nothing is planned.
 *
 * Not undone when a later step fails: the answer stands and is carried out again. Medusa's own
 * workflows are not used: they take no ids, refuse a line without a price list, and reserve anew.
 */
export const settleOrderTotalStep = createStep(
  settleOrderTotalStepId,
  async (settlement: TotalSettlement | null, { container }) => {
    if (settlement) {
      await settle(container.resolve(Modules.ORDER), settlement)
    }
    return new StepResponse(settlement?.changeId ?? null)
  }
)

async function settle(
  orders: IOrderModuleService,
  settlement: TotalSettlement
): Promise<void> {
  if (await isConfirmed(orders, settlement)) {
    return
  }
  if (settlement.part === "line") {
    await findOrCreateLine(orders, settlement)
  }
  await findOrCreateAction(orders, settlement)
  await orders.confirmOrderChange(settlement.changeId)
}

/** Makes the change, unless it is there. @returns whether an earlier run has confirmed it */
async function isConfirmed(
  orders: IOrderModuleService,
  { changeId, orderId, part }: TotalSettlement
): Promise<boolean> {
  const [existing] = await orders.listOrderChanges(
    { id: changeId },
    { select: ["id", "confirmed_at"], take: 1 }
  )
  if (existing) {
    return Boolean(existing.confirmed_at)
  }
  const change = {
    id: changeId,
    order_id: orderId,
    change_type: part === "line" ? ("edit" as const) : ("credit_line" as const),
    no_notification: true,
  }
  await orders.createOrderChange(change)
  return false
}

/** Without an order: the confirmed change puts it there. */
async function findOrCreateLine(
  orders: IOrderModuleService,
  { partId, amount }: TotalSettlement
): Promise<void> {
  const existing = await orders.listOrderLineItems({ id: partId }, { take: 1 })
  if (existing.length > 0) {
    return
  }
  const line = {
    id: partId,
    title: LINE_TITLE,
    quantity: 1,
    unit_price: amount,
    requires_shipping: false,
    is_discountable: false,
    is_tax_inclusive: false,
    metadata: { matched_by: null },
  }
  await orders.createOrderLineItems([line])
}

async function findOrCreateAction(
  orders: IOrderModuleService,
  { changeId, orderId, part, partId, amount }: TotalSettlement
): Promise<void> {
  const id = deriveId("ordchact", changeId)
  const existing = await orders.listOrderChangeActions({ id }, { take: 1 })
  if (existing.length > 0) {
    return
  }
  const action: CreateOrderChangeActionDTO & { id: string } = {
    id,
    order_change_id: changeId,
    order_id: orderId,
    ...(part === "line"
      ? {
          action: ChangeActionType.ITEM_ADD,
          details: { reference_id: partId, quantity: 1, unit_price: amount },
        }
      : {
          action: ChangeActionType.CREDIT_LINE_ADD,
          reference: "storefront_payment",
          reference_id: partId,
          amount,
        }),
  }
  await orders.addOrderAction(action)
}
