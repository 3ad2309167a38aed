import { z } from "@medusajs/framework/zod"
import { Router } from "express"
import { requireObject } from "../actions/find"
import { catalogSchema, putCatalog } from "../catalog"
import { faultsSchema } from "../faults"
import { readParams } from "../http/params"
import type { StandIn } from "../stand-in"
import {
  asyncPaymentSchema,
  checkoutSchema,
  disputeSchema,
  expireSchema,
  failRefundSchema,
  paySchema,
  refundSchema,
} from "../storefront/options"
import type { Storefront } from "../storefront/storefront"

const deliverSchema = z.strictObject({
  event_id: z.string(),
  times: z.int().min(1).max(1_000).default(1),
})

/** The controls, below `/_stand-in`: for the demo and for tests, not part of Stripe's API. */
export function controlRoutes(
  standIn: StandIn,
  storefront: Storefront
): Router {
  const router = Router()
  faultRoutes(router, standIn)
  logRoutes(router, standIn)
  storefrontRoutes(router, storefront)
  router.put("/catalog", (request, response) => {
    response.json(
      putCatalog(standIn.store, readParams(catalogSchema, request.body))
    )
  })
  router.get("/health", (_request, response) => {
    response.json({ status: "ok" })
  })
  return router
}

function faultRoutes(router: Router, { faults }: StandIn): void {
  const current = () => ({ rules: faults.pending(), delivery: faults.delivery })
  router
    .route("/faults")
    .get((_request, response) => {
      response.json(current())
    })
    .put((request, response) => {
      faults.set(readParams(faultsSchema, request.body))
      response.json(current())
    })
    .delete((_request, response) => {
      faults.clear()
      response.json(current())
    })
}

function logRoutes(
  router: Router,
  { deliverer, requests, store }: StandIn
): void {
  router.get("/deliveries", (_request, response) => {
    response.json({ data: deliverer.attempts() })
  })
  router.get("/requests", (_request, response) => {
    response.json({ data: requests.all() })
  })
  router.delete("/requests", (_request, response) => {
    requests.clear()
    response.json({ data: [] })
  })
  router.post("/deliver", (request, response, next) => {
    const { event_id, times } = readParams(deliverSchema, request.body)
    const event = requireObject(store.events, "event", event_id, "event_id")
    deliverer
      .redeliver(event, { times })
      .then((attempts) => {
        response.json({ data: attempts })
      })
      .catch(next)
  })
}

/** What customers, banks and the dashboard do; see `Storefront`. */
function storefrontRoutes(router: Router, storefront: Storefront): void {
  router.post("/storefront/checkout", (request, response) => {
    response
      .status(201)
      .json(storefront.checkout(readParams(checkoutSchema, request.body)))
  })
  router.post("/storefront/pay", (request, response) => {
    response.json(storefront.pay(readParams(paySchema, request.body)))
  })
  router.post("/storefront/refund", (request, response) => {
    response
      .status(201)
      .json(storefront.refund(readParams(refundSchema, request.body)))
  })
  router.post("/storefront/refund-failure", (request, response) => {
    response.json(
      storefront.failRefund(readParams(failRefundSchema, request.body))
    )
  })
  router.post("/storefront/dispute", (request, response) => {
    response.json(storefront.dispute(readParams(disputeSchema, request.body)))
  })
  router.post("/storefront/async-payment", (request, response) => {
    response.json(
      storefront.asyncPayment(readParams(asyncPaymentSchema, request.body))
    )
  })
  router.post("/storefront/expire", (request, response) => {
    response.json(storefront.expire(readParams(expireSchema, request.body)))
  })
}
