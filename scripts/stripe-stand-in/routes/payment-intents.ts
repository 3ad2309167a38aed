import { z } from "@medusajs/framework/zod"
import type { Router } from "express"
import type Stripe from "stripe"
import { latestCharge, requireObject } from "../actions/find"
import { captureIntent } from "../actions/pay-intent"
import { eventDraft, publishEvents } from "../events"
import { endpoint } from "../http/endpoint"
import { equals, inRange, listNewestFirst } from "../http/list"
import { createdRange, integer, pageParams } from "../http/params"
import { buildPaymentIntent } from "../objects/payment-intent"
import type { StandIn } from "../stand-in"
import { confirmIntent, unexpectedState } from "../actions/confirm-intent"
import {
  confirmParams,
  createParams,
  updateParams,
} from "./payment-intent-params"

const CANCELLABLE = new Set([
  "requires_payment_method",
  "requires_confirmation",
  "requires_action",
  "requires_capture",
  "processing",
])

export function paymentIntentRoutes(router: Router, standIn: StandIn): void {
  writeRoutes(router, standIn)
  captureRoutes(router, standIn)
  readRoutes(router, standIn)
}

function writeRoutes(router: Router, standIn: StandIn): void {
  const { store } = standIn
  router.post(
    "/payment_intents",
    endpoint(standIn, createParams, ({ confirm, ...params }, { origin }) => {
      if (params.customer) {
        requireObject(store.customers, "customer", params.customer, "customer")
      }
      const intent = store.paymentIntents.put(buildPaymentIntent(params))
      publishEvents(standIn, [eventDraft("payment_intent.created", intent)], {
        origin,
      })
      return confirm
        ? confirmIntent(standIn, intent, params.payment_method ?? null, origin)
        : intent
    })
  )
  router.post(
    "/payment_intents/:id",
    endpoint(standIn, updateParams, (params, { path }) => {
      const intent = requireIntent(standIn, path.id)
      if (params.amount !== undefined && intent.status === "succeeded") {
        throw unexpectedState(intent, "update", "the amount of")
      }
      const merged = { ...intent.metadata, ...params.metadata }
      return store.paymentIntents.put({
        ...intent,
        ...params,
        metadata: merged,
      })
    })
  )
  router.post(
    "/payment_intents/:id/confirm",
    endpoint(standIn, confirmParams, (params, { path, origin }) =>
      confirmIntent(
        standIn,
        requireIntent(standIn, path.id),
        params.payment_method ?? null,
        origin
      )
    )
  )
}

function captureRoutes(router: Router, standIn: StandIn): void {
  const { store } = standIn
  const captureParams = {
    amount_to_capture: integer.pipe(z.int().min(1)).optional(),
  }
  router.post(
    "/payment_intents/:id/capture",
    endpoint(standIn, captureParams, (params, { path, origin }) => {
      const intent = requireIntent(standIn, path.id)
      const charge = latestCharge(store, intent)
      if (intent.status !== "requires_capture" || !charge) {
        throw unexpectedState(intent, "capture", "")
      }
      const amount = Math.min(
        params.amount_to_capture ?? intent.amount,
        intent.amount
      )
      const captured = captureIntent(store, intent, charge, amount)
      publishEvents(standIn, captured.drafts, { origin })
      return captured.intent
    })
  )
  router.post(
    "/payment_intents/:id/cancel",
    endpoint(
      standIn,
      { cancellation_reason: z.string().optional() },
      (params, { path, origin }) => {
        const intent = requireIntent(standIn, path.id)
        if (!CANCELLABLE.has(intent.status)) {
          throw unexpectedState(intent, "cancel", "")
        }
        const canceled = store.paymentIntents.put({
          ...intent,
          amount_capturable: 0,
          canceled_at: Math.floor(Date.now() / 1000),
          cancellation_reason: params.cancellation_reason ?? null,
          status: "canceled",
        })
        publishEvents(
          standIn,
          [eventDraft("payment_intent.canceled", canceled)],
          { origin }
        )
        return canceled
      }
    )
  )
}

function readRoutes(router: Router, standIn: StandIn): void {
  const { paymentIntents } = standIn.store
  const filters = {
    ...pageParams,
    created: createdRange.optional(),
    customer: z.string().optional(),
  }
  router.get(
    "/payment_intents",
    endpoint(standIn, filters, (params) =>
      listNewestFirst(
        paymentIntents,
        "payment_intent",
        "/v1/payment_intents",
        params,
        (intent) =>
          inRange(intent.created, params.created) &&
          equals(params.customer, intent.customer)
      )
    )
  )
  router.get(
    "/payment_intents/:id",
    endpoint(
      standIn,
      { client_secret: z.string().optional() },
      (_params, { path }) => requireIntent(standIn, path.id)
    )
  )
}

function requireIntent(
  { store }: StandIn,
  id: string | undefined
): Stripe.PaymentIntent {
  return requireObject(store.paymentIntents, "payment_intent", id ?? "", "id")
}
