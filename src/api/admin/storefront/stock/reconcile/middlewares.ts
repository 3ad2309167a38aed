import {
  type MiddlewareRoute,
  validateAndTransformBody,
  validateAndTransformQuery,
} from "@medusajs/framework/http"
import { noQuery } from "../../validators"
import {
  ListReconcileParams,
  RequestReconcileBody,
  StopReconcileBody,
} from "./validators"

export const stockReconcileMiddlewares: MiddlewareRoute[] = [
  {
    methods: ["GET"],
    matcher: "/admin/storefront/stock/reconcile",
    middlewares: [
      validateAndTransformQuery(ListReconcileParams, { isList: true }),
    ],
  },
  {
    methods: ["POST"],
    matcher: "/admin/storefront/stock/reconcile",
    middlewares: [noQuery, validateAndTransformBody(RequestReconcileBody)],
  },
  {
    methods: ["GET"],
    matcher: "/admin/storefront/stock/reconcile/:id",
    middlewares: [noQuery],
  },
  {
    methods: ["POST"],
    matcher: "/admin/storefront/stock/reconcile/:id/stop",
    middlewares: [noQuery, validateAndTransformBody(StopReconcileBody)],
  },
]
