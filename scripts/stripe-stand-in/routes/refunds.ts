import { z } from "@medusajs/framework/zod"
import type { Router } from "express"
import type Stripe from "stripe"
import { collectedCharge, requireObject } from "../actions/find"
import { failRefund, refundCharge } from "../actions/refund-charge"
import { invalidParameter } from "../errors"
import { type EventDraft, publishEvents } from "../events"
import { endpoint } from "../http/endpoint"
import { equals, inRange, listNewestFirst } from "../http/list"
import { createdRange, integer, metadata, pageParams } from "../http/params"
import type { Store } from "../store"
import type { StandIn } from "../stand-in"

const createParams = {
  amount: integer.pipe(z.int().min(1)).optional(),
  charge: z.string().optional(),
  metadata: metadata.optional(),
  payment_intent: z.string().optional(),
  reason: z
    .enum(["duplicate", "fraudulent", "requested_by_customer"])
    .optional(),
}

export function refundRoutes(router: Router, standIn: StandIn): void {
  const { store } = standIn
  router.post(
    "/refunds",
    endpoint(standIn, createParams, (params, { origin }) => {
      const { refund, drafts } = refundAsTold(standIn, {
        charge: chargeToRefund(store, params),
        amount: params.amount,
        reason: params.reason ?? null,
        metadata: params.metadata ?? {},
      })
      publishEvents(standIn, drafts, { origin })
      return refund
    })
  )
  router.get(
    "/refunds",
    endpoint(standIn, listParams, (params) =>
      listNewestFirst(
        store.refunds,
        "refund",
        "/v1/refunds",
        params,
        (refund) =>
          inRange(refund.created, params.created) &&
          equals(params.charge, refund.charge) &&
          equals(params.payment_intent, refund.payment_intent)
      )
    )
  )
  router.get(
    "/refunds/:id",
    endpoint(standIn, {}, (_params, { path }) =>
      requireObject(store.refunds, "refund", path.id ?? "")
    )
  )
}

const listParams = {
  ...pageParams,
  charge: z.string().optional(),
  created: createdRange.optional(),
  payment_intent: z.string().optional(),
}

/** Makes a refund, and has it come to nothing at once where the faults say so. */
function refundAsTold(
  { store, faults }: StandIn,
  {
    charge,
    ...input
  }: Omit<Parameters<typeof refundCharge>[2], "status"> & {
    charge: Stripe.Charge
  }
): { refund: Stripe.Refund; drafts: EventDraft[] } {
  const outcome = faults.takeRefundOutcome()
  if (outcome !== "failed" && outcome !== "canceled") {
    return refundCharge(store, charge, { ...input, status: outcome })
  }
  const made = refundCharge(store, charge, { ...input, status: "pending" })
  const failed = failRefund(store, made.refund, made.charge, outcome)
  return {
    refund: failed.refund,
    drafts: [...made.drafts, ...failed.drafts],
  }
}

function chargeToRefund(
  store: Store,
  params: { charge?: string; payment_intent?: string }
): Stripe.Charge {
  if (params.payment_intent) {
    return collectedCharge(store, params.payment_intent)
  }
  if (params.charge) {
    return requireObject(store.charges, "charge", params.charge, "charge")
  }
  throw invalidParameter(
    "One of the following params should be provided for this request: payment_intent or charge.",
    "payment_intent"
  )
}
