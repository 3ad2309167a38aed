import type { MiddlewareRoute } from "@medusajs/framework/http"
import { storefrontCallers } from "../../storefront-callers"
import { validateBody } from "../../validate-body"
import { noQuery } from "../storefront/validators"
import {
  refuseHeldFulfillment,
  refuseHeldOrder,
  refuseHeldOrderOfBody,
} from "./refuse-held-order"
import { StorefrontOrderBody } from "./validators"

/** Two hundred items, with room to spare. */
const BODY_LIMIT = "256kb"

/** By what the storefront tells us of a payment, and Medusa's own routes that send goods. */
export const orderMiddlewares: MiddlewareRoute[] = [
  {
    // Of POST alone: all others under this path are Medusa's, and authenticated by Medusa.
    methods: ["POST"],
    matcher: "/admin/orders",
    // What is signed is the body as it was sent.
    bodyParser: { sizeLimit: BODY_LIMIT, preserveRawBody: true },
    middlewares: [
      ...storefrontCallers,
      noQuery,
      validateBody(StorefrontOrderBody),
    ],
  },
  {
    // Of every method: the route's file opts out of Medusa's own check.
    matcher: "/admin/orders/storefront",
    middlewares: storefrontCallers,
  },
  {
    methods: ["GET"],
    matcher: "/admin/orders/storefront/:payment",
    middlewares: [noQuery],
  },
  {
    methods: ["POST"],
    matcher: "/admin/orders/:id/fulfillments",
    middlewares: [refuseHeldOrder],
  },
  {
    methods: ["POST"],
    matcher: "/admin/orders/:id/fulfillments/:fulfillment_id/shipments",
    middlewares: [refuseHeldOrder],
  },
  {
    methods: ["POST"],
    matcher: "/admin/fulfillments",
    middlewares: [refuseHeldOrderOfBody],
  },
  {
    methods: ["POST"],
    matcher: "/admin/fulfillments/:id/shipment",
    middlewares: [refuseHeldFulfillment],
  },
]
