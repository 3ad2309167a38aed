import { ModuleProvider, Modules } from "@medusajs/framework/utils"
import { StripeStorefrontProviderService } from "./service"

export default ModuleProvider(Modules.PAYMENT, {
  services: [StripeStorefrontProviderService],
})
