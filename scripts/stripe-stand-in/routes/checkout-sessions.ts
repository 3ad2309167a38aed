import { z } from "@medusajs/framework/zod"
import type { Router } from "express"
import type Stripe from "stripe"
import { createSession, type SessionDraft } from "../actions/create-session"
import {
  draftCustomField,
  draftLine,
  draftPromotion,
  draftShippingOption,
} from "../actions/draft-session"
import { expireSession } from "../actions/expire-session"
import { requireObject } from "../actions/find"
import { linesOf } from "../actions/session-lines"
import { invalidParameter } from "../errors"
import { publishEvents } from "../events"
import { endpoint } from "../http/endpoint"
import { equals, inRange, listInOrder, listNewestFirst } from "../http/list"
import { createdRange, pageParams } from "../http/params"
import type { StandIn } from "../stand-in"
import type { Store } from "../store"
import { createParams } from "./checkout-session-params"

type CreateParams = z.output<z.ZodObject<typeof createParams>>

export function checkoutSessionRoutes(router: Router, standIn: StandIn): void {
  const { store } = standIn
  router.post(
    "/checkout/sessions",
    endpoint(standIn, createParams, (params) =>
      createSession(store, draftOf(store, params))
    )
  )
  router.post(
    "/checkout/sessions/:id/expire",
    endpoint(standIn, {}, (_params, { path, origin }) => {
      const { session, drafts } = expireSession(
        store,
        requireSession(store, path.id)
      )
      publishEvents(standIn, drafts, { origin })
      return session
    })
  )
  readRoutes(router, standIn)
}

function readRoutes(router: Router, standIn: StandIn): void {
  const { store } = standIn
  router.get(
    "/checkout/sessions",
    endpoint(standIn, listParams, (params) =>
      listNewestFirst(
        store.checkoutSessions,
        "checkout.session",
        "/v1/checkout/sessions",
        params,
        (session) =>
          inRange(session.created, params.created) &&
          equals(params.customer, session.customer) &&
          equals(
            params.customer_details?.email,
            session.customer_details?.email
          ) &&
          equals(params.payment_intent, session.payment_intent) &&
          equals(params.status, session.status)
      )
    )
  )
  router.get(
    "/checkout/sessions/:id",
    endpoint(standIn, {}, (_params, { path }) => requireSession(store, path.id))
  )
  router.get(
    "/checkout/sessions/:id/line_items",
    endpoint(standIn, pageParams, (params, { path }) => {
      const { id } = requireSession(store, path.id)
      const items = linesOf(store, id).map((line) => line.item)
      return listInOrder(
        items,
        "line_item",
        `/v1/checkout/sessions/${id}/line_items`,
        params
      )
    })
  )
}

const listParams = {
  ...pageParams,
  created: createdRange.optional(),
  customer: z.string().optional(),
  customer_details: z.strictObject({ email: z.string() }).optional(),
  payment_intent: z.string().optional(),
  status: z.enum(["open", "complete", "expired"]).optional(),
}

function draftOf(store: Store, params: CreateParams): SessionDraft {
  const lines = params.line_items.map((line) => draftLine(store, line))
  const currency = lines[0]?.price.currency
  if (!currency || lines.some((line) => line.price.currency !== currency)) {
    throw invalidParameter(
      "All line items must have the same currency.",
      "line_items"
    )
  }
  const data = params.payment_intent_data
  return {
    currency,
    lines,
    metadata: params.metadata ?? {},
    customer: params.customer ?? null,
    customer_email: params.customer_email ?? null,
    client_reference_id: params.client_reference_id ?? null,
    payment_method_types: params.payment_method_types ?? ["card", "link"],
    shipping_options: params.shipping_options.map((option) =>
      draftShippingOption(store, option)
    ),
    custom_fields: params.custom_fields.map(draftCustomField),
    promotion: draftPromotion(store, params.discounts?.[0]),
    payment_intent: {
      metadata: data?.metadata ?? {},
      description: data?.description ?? null,
    },
    automatic_tax: params.automatic_tax?.enabled ?? false,
    allow_promotion_codes: params.allow_promotion_codes ?? null,
    shipping_countries:
      params.shipping_address_collection?.allowed_countries ?? null,
    collect_phone: params.phone_number_collection?.enabled ?? false,
    success_url: params.success_url ?? null,
    cancel_url: params.cancel_url ?? null,
    ...(params.expires_at && { expires_at: params.expires_at }),
  }
}

function requireSession(
  store: Store,
  id: string | undefined
): Stripe.Checkout.Session {
  return requireObject(
    store.checkoutSessions,
    "checkout.session",
    id ?? "",
    "id"
  )
}
