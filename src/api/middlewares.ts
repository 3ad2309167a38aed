import { defineMiddlewares } from "@medusajs/framework/http"
import { storefrontPaymentMiddlewares } from "./admin/storefront/payments/middlewares"
import { answerError } from "./error-handler"
import { stripeHookMiddlewares } from "./hooks/payment/middlewares"

export default defineMiddlewares({
  errorHandler: answerError,
  routes: [...stripeHookMiddlewares, ...storefrontPaymentMiddlewares],
})
