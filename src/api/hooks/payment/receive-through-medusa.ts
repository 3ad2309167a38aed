import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { openDirectLines } from "../../front-door/direct-lines"
import { deliveryContextOf } from "./delivery-context"
import { STRIPE_ADDRESSES } from "./middlewares"
import { receiveDelivery } from "./receive-delivery"

/** Receives a delivery that came Medusa's way, and has the next ones come directly. */
export async function receiveThroughMedusa(
  req: MedusaRequest,
  res: MedusaResponse
): Promise<void> {
  const context = deliveryContextOf(req)
  openDirectLines(
    STRIPE_ADDRESSES.map((path) => ({ method: "POST", path })),
    (next, answer) => receiveDelivery(next, answer, context)
  )
  await receiveDelivery(req, res, context)
}
