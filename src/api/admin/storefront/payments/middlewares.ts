import {
  type MiddlewareRoute,
  validateAndTransformBody,
  validateAndTransformQuery,
} from "@medusajs/framework/http"
import { noQuery } from "../validators"
import { ComparePaymentBody, ListPaymentsParams } from "./validators"

export const storefrontPaymentMiddlewares: MiddlewareRoute[] = [
  {
    methods: ["GET"],
    matcher: "/admin/storefront/payments",
    middlewares: [
      validateAndTransformQuery(ListPaymentsParams, { isList: true }),
    ],
  },
  {
    methods: ["GET"],
    matcher: "/admin/storefront/payments/:id",
    middlewares: [noQuery],
  },
  {
    methods: ["POST"],
    matcher: "/admin/storefront/payments/:id/compare",
    middlewares: [noQuery, validateAndTransformBody(ComparePaymentBody)],
  },
]
