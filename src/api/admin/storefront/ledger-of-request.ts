import type {
  AuthenticatedMedusaRequest,
  MedusaRequest,
} from "@medusajs/framework/http"
import { STOREFRONT_ORDERS_MODULE } from "../../../modules/storefront-orders"
import type { StorefrontOrdersModuleService } from "../../../modules/storefront-orders/service"
import type { Actor } from "../../../modules/storefront-orders/types"

export function ledgerOf(req: MedusaRequest): StorefrontOrdersModuleService {
  return req.scope.resolve<StorefrontOrdersModuleService>(
    STOREFRONT_ORDERS_MODULE
  )
}

/** Who asks: a member of staff, or whoever has a secret key. */
export function actorOf({
  auth_context: { actor_type: type, actor_id: id },
}: AuthenticatedMedusaRequest): Actor {
  return { type: type === "api-key" ? "api_key" : "user", id }
}
