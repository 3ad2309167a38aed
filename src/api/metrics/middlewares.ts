import type { MiddlewareRoute } from "@medusajs/framework/http"
import { noQuery } from "../admin/storefront/validators"
import { requirePlainParameters } from "../plain-parameters"

export const metricsMiddlewares: MiddlewareRoute[] = [
  {
    methods: ["GET"],
    matcher: "/metrics",
    middlewares: [requirePlainParameters, noQuery],
  },
]
