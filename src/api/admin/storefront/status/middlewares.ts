import type { MiddlewareRoute } from "@medusajs/framework/http"
import { noQuery } from "../validators"

export const storefrontStatusMiddlewares: MiddlewareRoute[] = [
  {
    methods: ["GET"],
    matcher: "/admin/storefront/status",
    middlewares: [noQuery],
  },
]
