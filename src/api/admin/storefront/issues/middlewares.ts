import {
  type MiddlewareRoute,
  validateAndTransformBody,
  validateAndTransformQuery,
} from "@medusajs/framework/http"
import { noQuery } from "../validators"
import { ListIssuesParams, ResolveIssueBody } from "./validators"

export const storefrontIssueMiddlewares: MiddlewareRoute[] = [
  {
    methods: ["GET"],
    matcher: "/admin/storefront/issues",
    middlewares: [
      validateAndTransformQuery(ListIssuesParams, { isList: true }),
    ],
  },
  {
    methods: ["GET"],
    matcher: "/admin/storefront/issues/:id",
    middlewares: [noQuery],
  },
  {
    methods: ["POST"],
    matcher: "/admin/storefront/issues/:id/resolve",
    middlewares: [noQuery, validateAndTransformBody(ResolveIssueBody)],
  },
]
