import { defineMiddlewares } from "@medusajs/framework/http"
import { storefrontPaymentMiddlewares } from "./admin/storefront/payments/middlewares"
import { stripeHookMiddlewares } from "./hooks/payment/stripe/middlewares"

export default defineMiddlewares({
  routes: [...stripeHookMiddlewares, ...storefrontPaymentMiddlewares],
})
