import { defineMiddlewares } from "@medusajs/framework/http"
import { inventoryMiddlewares } from "./admin/inventory/middlewares"
import { orderMiddlewares } from "./admin/orders/middlewares"
import { storefrontActivityMiddlewares } from "./admin/storefront/activity/middlewares"
import { storefrontCallMiddlewares } from "./admin/storefront/calls/middlewares"
import { storefrontEventMiddlewares } from "./admin/storefront/events/middlewares"
import { storefrontIssueMiddlewares } from "./admin/storefront/issues/middlewares"
import { storefrontItemMappingMiddlewares } from "./admin/storefront/item-mappings/middlewares"
import { storefrontOrderStatusMiddlewares } from "./admin/storefront/order-status/middlewares"
import { storefrontPaymentMiddlewares } from "./admin/storefront/payments/middlewares"
import { storefrontStatusMiddlewares } from "./admin/storefront/status/middlewares"
import { storefrontStockEditMiddlewares } from "./admin/storefront/stock/edits/middlewares"
import { stockDriftMiddlewares } from "./admin/storefront/stock/drift/middlewares"
import { storefrontStockMiddlewares } from "./admin/storefront/stock/middlewares"
import { stockReconcileMiddlewares } from "./admin/storefront/stock/reconcile/middlewares"
import { storefrontStockRuleMiddlewares } from "./admin/storefront/stock/safety-stock/middlewares"
import { storefrontApiKeyMiddlewares } from "./admin/storefront/api-keys/middlewares"
import { authMiddlewares } from "./auth/middlewares"
import { answerError } from "./error-handler"
import { guardSecretKeys } from "./guard-secret-keys"
import { stripeHookMiddlewares } from "./hooks/payment/middlewares"
import { metricsMiddlewares } from "./metrics/middlewares"
import { plainParameterMiddlewares } from "./plain-parameters"

export default defineMiddlewares({
  errorHandler: answerError,
  routes: [
    // Of every method and address, also those that lead nowhere.
    { matcher: "/admin", middlewares: [guardSecretKeys] },
    ...authMiddlewares,
    ...stripeHookMiddlewares,
    ...metricsMiddlewares,
    ...storefrontPaymentMiddlewares,
    ...storefrontEventMiddlewares,
    ...storefrontCallMiddlewares,
    ...storefrontIssueMiddlewares,
    ...storefrontItemMappingMiddlewares,
    ...storefrontActivityMiddlewares,
    ...storefrontStatusMiddlewares,
    ...storefrontApiKeyMiddlewares,
    ...storefrontStockEditMiddlewares,
    ...storefrontStockRuleMiddlewares,
    ...inventoryMiddlewares,
    ...storefrontStockMiddlewares,
    ...stockReconcileMiddlewares,
    ...stockDriftMiddlewares,
    ...storefrontOrderStatusMiddlewares,
    ...orderMiddlewares,
    ...plainParameterMiddlewares,
  ],
})
