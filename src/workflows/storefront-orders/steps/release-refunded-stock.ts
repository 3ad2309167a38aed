import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys, Modules } from "@medusajs/framework/utils"
import { StepResponse, createStep } from "@medusajs/framework/workflows-sdk"
import { STOREFRONT_ORDERS_MODULE } from "../../../modules/storefront-orders"
import type { StorefrontOrdersModuleService } from "../../../modules/storefront-orders/service"
import { type RefundPair, sumOfRefunds } from "../domain/plan-refunds"
import { activityOfRefund } from "../domain/tell-of-refund"
import { type AdoptedPayment, readRefunds } from "../queries/read-refunds"
import { lockLevels, recountReserved } from "../queries/reservations"

export type ReleaseRefundedStockStepInput = {
  /** A PaymentIntent's id. */
  payment: string
  /** The refunds that were just settled: without one there is nothing new to release. */
  settled: RefundPair[]
}

const LOCK_TIMEOUT_SECONDS = 30

export const releaseRefundedStockStepId = "release-refunded-stock"

/**
 * Puts the pieces of an order back on sale that was refunded in full before anything of it was sent,
 * where the shop has decided so. What was sent comes back by Medusa's return flow only.
 *
 * Not undone: the order's refund stands, whatever else fails.
 */
export const releaseRefundedStockStep = createStep(
  releaseRefundedStockStepId,
  async (
    { payment, settled }: ReleaseRefundedStockStepInput,
    { container }
  ) => {
    const ledger = container.resolve<StorefrontOrdersModuleService>(
      STOREFRONT_ORDERS_MODULE
    )
    const adopted = await readRefunds(container, payment)
    if (
      settled.length === 0 ||
      ledger.policy.restockOnRefund !== "full_refund" ||
      sumOfRefunds(adopted.refunds) < adopted.captured
    ) {
      return new StepResponse(0)
    }
    const released = await releaseReservations(container, adopted)
    if (released > 0) {
      await ledger.recordActivity([
        activityOfRefund("stock_released", adopted, {
          id: adopted.paymentId,
          amount: adopted.captured,
        }),
      ])
    }
    return new StepResponse(released)
  }
)

/** @returns how many; none where something of the order was sent. */
async function releaseReservations(
  container: MedusaContainer,
  { orderId }: AdoptedPayment
): Promise<number> {
  const order = await container
    .resolve(Modules.ORDER)
    .retrieveOrder(orderId, { relations: ["items.detail"] })
  const items = order.items ?? []
  if (items.some(({ detail }) => detail.fulfilled_quantity > 0)) {
    return 0
  }
  const lines = items.map(({ id }) => id)
  const inventory = container.resolve(Modules.INVENTORY)
  const reservations = await inventory.listReservationItems(
    { line_item_id: lines },
    { select: ["id", "inventory_item_id"], take: null }
  )
  if (reservations.length === 0) {
    return 0
  }
  const keys = [
    ...new Set(reservations.map((item) => item.inventory_item_id)),
  ].sort()
  await container
    .resolve(Modules.LOCKING)
    .execute(keys, () => inventory.deleteReservationItemsByLineItem(lines), {
      timeout: LOCK_TIMEOUT_SECONDS,
    })
  // Medusa reads a level and then writes it, and without Redis its lock ends at the process.
  await container
    .resolve(ContainerRegistrationKeys.PG_CONNECTION)
    .transaction(async (transaction) => {
      await lockLevels(transaction, keys)
      await recountReserved(transaction, keys)
    })
  return reservations.length
}
