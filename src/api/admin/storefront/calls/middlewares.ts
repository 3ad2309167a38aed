import {
  type MiddlewareRoute,
  validateAndTransformBody,
  validateAndTransformQuery,
} from "@medusajs/framework/http"
import { noQuery } from "../validators"
import { ListCallsParams, RetryCallBody } from "./validators"

export const storefrontCallMiddlewares: MiddlewareRoute[] = [
  {
    methods: ["GET"],
    matcher: "/admin/storefront/calls",
    middlewares: [validateAndTransformQuery(ListCallsParams, { isList: true })],
  },
  {
    methods: ["POST"],
    matcher: "/admin/storefront/calls/:id/retry",
    middlewares: [noQuery, validateAndTransformBody(RetryCallBody)],
  },
]
