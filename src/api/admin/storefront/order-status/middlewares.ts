import {
  type MiddlewareRoute,
  validateAndTransformBody,
  validateAndTransformQuery,
} from "@medusajs/framework/http"
import { noQuery } from "../validators"
import {
  ListOrderStatusParams,
  PushHeldOrdersBody,
  PushOrderStatusBody,
} from "./validators"

export const storefrontOrderStatusMiddlewares: MiddlewareRoute[] = [
  {
    methods: ["GET"],
    matcher: "/admin/storefront/order-status",
    middlewares: [
      validateAndTransformQuery(ListOrderStatusParams, { isList: true }),
    ],
  },
  {
    methods: ["POST"],
    matcher: "/admin/storefront/order-status/push",
    middlewares: [noQuery, validateAndTransformBody(PushHeldOrdersBody)],
  },
  {
    methods: ["POST"],
    matcher: "/admin/storefront/order-status/:id/push",
    middlewares: [noQuery, validateAndTransformBody(PushOrderStatusBody)],
  },
]
