import {
  type MiddlewareRoute,
  validateAndTransformBody,
  validateAndTransformQuery,
} from "@medusajs/framework/http"
import { noQuery } from "../validators"
import {
  IgnoreEventBody,
  ListEventsParams,
  ReadEventParams,
  RetryEventBody,
  RetryEventsBody,
} from "./validators"

export const storefrontEventMiddlewares: MiddlewareRoute[] = [
  {
    methods: ["GET"],
    matcher: "/admin/storefront/events",
    middlewares: [
      validateAndTransformQuery(ListEventsParams, { isList: true }),
    ],
  },
  {
    methods: ["GET"],
    matcher: "/admin/storefront/events/:id",
    middlewares: [validateAndTransformQuery(ReadEventParams, {})],
  },
  {
    methods: ["POST"],
    matcher: "/admin/storefront/events/retry",
    middlewares: [noQuery, validateAndTransformBody(RetryEventsBody)],
  },
  {
    methods: ["POST"],
    matcher: "/admin/storefront/events/:id/retry",
    middlewares: [noQuery, validateAndTransformBody(RetryEventBody)],
  },
  {
    methods: ["POST"],
    matcher: "/admin/storefront/events/:id/ignore",
    middlewares: [noQuery, validateAndTransformBody(IgnoreEventBody)],
  },
]
