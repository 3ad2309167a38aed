import type { MiddlewareRoute } from "@medusajs/framework/http"
import {
  refuseHeldFulfillment,
  refuseHeldOrder,
  refuseHeldOrderOfBody,
} from "./refuse-held-order"

/** Medusa's own routes that send goods. */
export const orderMiddlewares: MiddlewareRoute[] = [
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
