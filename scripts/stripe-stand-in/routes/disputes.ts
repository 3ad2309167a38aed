import { z } from "@medusajs/framework/zod"
import type { Router } from "express"
import { requireObject } from "../actions/find"
import { endpoint } from "../http/endpoint"
import { equals, inRange, listNewestFirst } from "../http/list"
import { createdRange, pageParams } from "../http/params"
import type { StandIn } from "../stand-in"

export function disputeRoutes(router: Router, standIn: StandIn): void {
  const { disputes } = standIn.store
  const filters = {
    ...pageParams,
    charge: z.string().optional(),
    created: createdRange.optional(),
    payment_intent: z.string().optional(),
  }
  router.get(
    "/disputes",
    endpoint(standIn, filters, (params) =>
      listNewestFirst(
        disputes,
        "dispute",
        "/v1/disputes",
        params,
        (dispute) =>
          inRange(dispute.created, params.created) &&
          equals(params.charge, dispute.charge) &&
          equals(params.payment_intent, dispute.payment_intent)
      )
    )
  )
  router.get(
    "/disputes/:id",
    endpoint(standIn, {}, (_params, { path }) =>
      requireObject(disputes, "dispute", path.id ?? "")
    )
  )
}
