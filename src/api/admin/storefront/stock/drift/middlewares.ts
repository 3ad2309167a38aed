import {
  type MiddlewareRoute,
  validateAndTransformBody,
  validateAndTransformQuery,
} from "@medusajs/framework/http"
import { noQuery } from "../../validators"
import {
  DriftTrendsParams,
  ListDriftParams,
  ResolveDriftBody,
} from "./validators"

export const stockDriftMiddlewares: MiddlewareRoute[] = [
  {
    methods: ["GET"],
    matcher: "/admin/storefront/stock/drift",
    middlewares: [validateAndTransformQuery(ListDriftParams, { isList: true })],
  },
  {
    methods: ["GET"],
    matcher: "/admin/storefront/stock/drift/trends",
    middlewares: [validateAndTransformQuery(DriftTrendsParams, {})],
  },
  {
    methods: ["POST"],
    matcher: "/admin/storefront/stock/drift/:id/resolve",
    middlewares: [noQuery, validateAndTransformBody(ResolveDriftBody)],
  },
]
