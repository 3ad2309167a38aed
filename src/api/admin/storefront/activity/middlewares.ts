import {
  type MiddlewareRoute,
  validateAndTransformQuery,
} from "@medusajs/framework/http"
import { ListActivityParams } from "./validators"

export const storefrontActivityMiddlewares: MiddlewareRoute[] = [
  {
    methods: ["GET"],
    matcher: "/admin/storefront/activity",
    middlewares: [
      validateAndTransformQuery(ListActivityParams, { isList: true }),
    ],
  },
]
