import type { MedusaRequest } from "@medusajs/framework/http"
import type { Logger } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { STRIPE_INBOX_MODULE } from "../../../modules/stripe-inbox"
import type { StripeInboxModuleService } from "../../../modules/stripe-inbox/service"

/** What answering a delivery needs; the same for all of a process. */
export type DeliveryContext = {
  inbox: StripeInboxModuleService
  logger: Logger
}

export function deliveryContextOf({ scope }: MedusaRequest): DeliveryContext {
  return {
    inbox: scope.resolve<StripeInboxModuleService>(STRIPE_INBOX_MODULE),
    logger: scope.resolve(ContainerRegistrationKeys.LOGGER),
  }
}
