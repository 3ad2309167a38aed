import {
  type MiddlewareRoute,
  validateAndTransformQuery,
} from "@medusajs/framework/http"
import { ListPaymentsParams } from "./validators"

export const storefrontPaymentMiddlewares: MiddlewareRoute[] = [
  {
    methods: ["GET"],
    matcher: "/admin/storefront/payments",
    middlewares: [
      validateAndTransformQuery(ListPaymentsParams, { isList: true }),
    ],
  },
]
