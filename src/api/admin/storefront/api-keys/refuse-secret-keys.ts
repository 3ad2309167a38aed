import type {
  MedusaNextFunction,
  MedusaRequest,
  MedusaResponse,
} from "@medusajs/framework/http"
import { type Refusal, refuse } from "../../../refuse"

/** For what only people decide: a key must not widen what a key may call, be it its own or another. */
export function refuseSecretKeys(
  req: MedusaRequest & { auth_context?: { actor_type: string } },
  res: MedusaResponse<Refusal>,
  next: MedusaNextFunction
): void {
  if (req.auth_context?.actor_type === "user") {
    next()
    return
  }
  refuse(res, {
    type: "forbidden",
    code: "staff_only",
    message:
      "A secret key cannot change what keys may call; sign in to the admin and do it there",
  })
}
