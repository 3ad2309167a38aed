import type {
  IOrderModuleService,
  MedusaContainer,
  OrderAddressDTO,
} from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { StepResponse, createStep } from "@medusajs/framework/workflows-sdk"
import { updateOrderWorkflow } from "@medusajs/medusa/core-flows"
import type { AddressCompletion } from "../domain/answer-plan"
import { differsFrom } from "../domain/compare-address"

export type CompleteShippingAddressStepInput = {
  completion: AddressCompletion | null
  /** Who says so: a user's or a key's id. */
  actorId: string | null
}

export const completeShippingAddressStepId = "complete-shipping-address"

/**
 * Writes the completed shipping address on an order, unless it is there already. Medusa's own
 * workflow does it where the country stays; it refuses an order without an address or a country,
 * and there the same is written beside it. Nothing to do where nothing is planned.
 *
 * Not undone when a later step fails: the answer stands and is carried out again.
 */
export const completeShippingAddressStep = createStep(
  completeShippingAddressStepId,
  async (
    { completion, actorId }: CompleteShippingAddressStepInput,
    { container }
  ) => {
    if (completion) {
      await complete(container, completion, actorId)
    }
    return new StepResponse(completion?.orderId ?? null)
  }
)

async function complete(
  container: MedusaContainer,
  { orderId, address, isSameCountry }: AddressCompletion,
  actorId: string | null
): Promise<void> {
  const orders = container.resolve(Modules.ORDER)
  const old = await readAddress(orders, orderId)
  if (!differsFrom(address, old)) {
    return
  }
  if (isSameCountry) {
    const input = {
      id: orderId,
      user_id: actorId ?? "",
      shipping_address: address,
    }
    await updateOrderWorkflow(container).run({ input })
    return
  }
  // Whatever the order had, a new one: an address row may be shared with another version.
  const { id: _, ...kept } = old ?? { id: null }
  await orders.updateOrders(orderId, {
    shipping_address: { ...kept, ...address },
  })
  await orders.registerOrderChange({
    order_id: orderId,
    change_type: "update_order",
    ...(actorId ? { created_by: actorId, confirmed_by: actorId } : {}),
    details: { type: "shipping_address", old, new: address },
  })
}

async function readAddress(
  orders: IOrderModuleService,
  orderId: string
): Promise<OrderAddressDTO | null> {
  const order = await orders.retrieveOrder(orderId, {
    select: ["id"],
    relations: ["shipping_address"],
  })
  return order.shipping_address ?? null
}
