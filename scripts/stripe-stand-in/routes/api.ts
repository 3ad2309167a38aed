import { Router } from "express"
import type { StandIn } from "../stand-in"
import { accountRoutes } from "./account"
import { catalogRoutes } from "./catalog"
import { chargeRoutes } from "./charges"
import { checkoutSessionRoutes } from "./checkout-sessions"
import { customerRoutes } from "./customers"
import { disputeRoutes } from "./disputes"
import { eventRoutes } from "./events"
import { paymentIntentRoutes } from "./payment-intents"
import { promotionRoutes } from "./promotions"
import { refundRoutes } from "./refunds"

/** All resources of the API, below `/v1`. */
export function apiRoutes(standIn: StandIn): Router {
  const router = Router()
  const resources = [
    accountRoutes,
    catalogRoutes,
    chargeRoutes,
    checkoutSessionRoutes,
    customerRoutes,
    disputeRoutes,
    eventRoutes,
    paymentIntentRoutes,
    promotionRoutes,
    refundRoutes,
  ]
  resources.forEach((routes) => {
    routes(router, standIn)
  })
  return router
}
