import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { receiveThroughMedusa } from "../receive-through-medusa"

/**
 * Stands where Medusa's own route would answer 200 to anything, before it has looked at it. What
 * comes under another of Stripe's provider ids is kept like the rest; nobody else posts here.
 */
export const POST = async (
  req: MedusaRequest,
  res: MedusaResponse
): Promise<void> => {
  if (req.params.provider?.startsWith("stripe")) {
    await receiveThroughMedusa(req, res)
    return
  }
  res.status(404).json({
    type: "not_found",
    code: "unknown_payment_provider",
    message:
      "No payment provider posts here; Stripe's endpoint is /hooks/payment/stripe",
  })
}
