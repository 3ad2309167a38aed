import { defineMiddlewares } from "@medusajs/framework/http"
import { stripeHookMiddlewares } from "./hooks/payment/stripe/middlewares"

export default defineMiddlewares({
  routes: [...stripeHookMiddlewares],
})
