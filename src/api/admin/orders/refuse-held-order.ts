import type {
  MedusaNextFunction,
  MedusaRequest,
  MedusaResponse,
} from "@medusajs/framework/http"
import { isRecord } from "../../../lib/unknown-values"
import {
  findReasonToHold,
  findReasonToHoldFulfillment,
} from "../../../workflows/storefront-orders/queries/find-reason-to-hold"
import { type Refusal, refuse } from "../../refuse"

/** Lets nothing of an order be fulfilled or shipped that is held; the order is in the address. */
export async function refuseHeldOrder(
  req: MedusaRequest,
  res: MedusaResponse,
  next: MedusaNextFunction
): Promise<void> {
  answer(res, next, await findReasonToHold(req.scope, req.params.id ?? ""))
}

/** As {@link refuseHeldOrder}; the order is named in the body. */
export async function refuseHeldOrderOfBody(
  req: MedusaRequest,
  res: MedusaResponse,
  next: MedusaNextFunction
): Promise<void> {
  const orderId = isRecord(req.body) ? req.body.order_id : null
  answer(
    res,
    next,
    typeof orderId === "string"
      ? await findReasonToHold(req.scope, orderId)
      : null
  )
}

/** As {@link refuseHeldOrder}; the fulfilment is in the address. */
export async function refuseHeldFulfillment(
  req: MedusaRequest,
  res: MedusaResponse,
  next: MedusaNextFunction
): Promise<void> {
  answer(
    res,
    next,
    await findReasonToHoldFulfillment(req.scope, req.params.id ?? "")
  )
}

function answer(
  res: MedusaResponse<Refusal>,
  next: MedusaNextFunction,
  reason: string | null
): void {
  if (reason === null) {
    next()
    return
  }
  refuse(res, { type: "conflict", code: "payment_disputed", message: reason })
}
