import { z } from "@medusajs/framework/zod"
import type { Router } from "express"
import { requireObject } from "../actions/find"
import { endpoint } from "../http/endpoint"
import { equals, inRange, listNewestFirst } from "../http/list"
import { createdRange, pageParams } from "../http/params"
import type { StandIn } from "../stand-in"

export function chargeRoutes(router: Router, standIn: StandIn): void {
  const { charges } = standIn.store
  const filters = {
    ...pageParams,
    created: createdRange.optional(),
    customer: z.string().optional(),
    payment_intent: z.string().optional(),
  }
  router.get(
    "/charges",
    endpoint(standIn, filters, (params) =>
      listNewestFirst(
        charges,
        "charge",
        "/v1/charges",
        params,
        (charge) =>
          inRange(charge.created, params.created) &&
          equals(params.customer, charge.customer) &&
          equals(params.payment_intent, charge.payment_intent)
      )
    )
  )
  router.get(
    "/charges/:id",
    endpoint(standIn, {}, (_params, { path }) =>
      requireObject(charges, "charge", path.id ?? "")
    )
  )
}
