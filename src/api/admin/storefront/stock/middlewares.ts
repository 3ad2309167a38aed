import {
  type MiddlewareRoute,
  validateAndTransformBody,
  validateAndTransformQuery,
} from "@medusajs/framework/http"
import { noQuery } from "../validators"
import {
  ListStockItemsParams,
  PushStockBody,
  PushStockItemBody,
  ReadStockItemParams,
} from "./validators"

export const storefrontStockMiddlewares: MiddlewareRoute[] = [
  {
    methods: ["GET"],
    matcher: "/admin/storefront/stock",
    middlewares: [noQuery],
  },
  {
    methods: ["GET"],
    matcher: "/admin/storefront/stock/items",
    middlewares: [
      validateAndTransformQuery(ListStockItemsParams, { isList: true }),
    ],
  },
  {
    methods: ["GET"],
    matcher: "/admin/storefront/stock/items/:id",
    middlewares: [validateAndTransformQuery(ReadStockItemParams, {})],
  },
  {
    methods: ["POST"],
    matcher: "/admin/storefront/stock/push",
    middlewares: [noQuery, validateAndTransformBody(PushStockBody)],
  },
  {
    methods: ["POST"],
    matcher: "/admin/storefront/stock/items/:id/push",
    middlewares: [noQuery, validateAndTransformBody(PushStockItemBody)],
  },
]
