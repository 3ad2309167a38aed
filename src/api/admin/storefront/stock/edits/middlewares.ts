import {
  type MiddlewareRoute,
  validateAndTransformQuery,
} from "@medusajs/framework/http"
import { ListStockEditsParams } from "./validators"

export const storefrontStockEditMiddlewares: MiddlewareRoute[] = [
  {
    methods: ["GET"],
    matcher: "/admin/storefront/stock/edits",
    middlewares: [
      validateAndTransformQuery(ListStockEditsParams, { isList: true }),
    ],
  },
]
