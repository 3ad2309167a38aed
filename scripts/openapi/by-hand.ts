import type { JsonSchema } from "./schema-of-type"

const ref = (name: string): JsonSchema => ({
  $ref: `#/components/schemas/${name}`,
})

/** What an operation answers with a status, and what that means. */
export type Answer = {
  description: string
  schema: JsonSchema
  /** What it is written in; JSON unless told. */
  mediaType?: string
}

/** What a route's file cannot say by itself. */
export type ByHand = {
  summary?: string
  /** Who may call, where it is not Medusa's own check of staff. */
  security?: "storefront" | "stripe" | "metrics" | "nobody"
  /** The name of a schema beside the type of the body, where that is not of the same name. */
  bodySchema?: "InventoryBody"
  /** Instead of 200 with the type that the file names. */
  answers?: Record<number, Answer>
}

const PAYMENT: JsonSchema = {
  type: "object",
  description: "A payment as Medusa's own route shows it.",
  properties: { payment: { type: "object" } },
  required: ["payment"],
}

const RECEIVED: Answer = {
  description: "The event is stored; only then this is said.",
  schema: {
    type: "object",
    properties: {
      received: { type: "boolean", const: true },
      duplicate: {
        type: "boolean",
        description: "It was stored before; nothing was changed.",
      },
    },
    required: ["received", "duplicate"],
  },
}

/** By method and address. A new route needs a line only where its file does not say enough. */
export const BY_HAND: Readonly<Record<string, ByHand>> = {
  "POST /hooks/payment/stripe": {
    security: "stripe",
    answers: { 200: RECEIVED },
  },
  "POST /hooks/payment/{provider}": {
    security: "stripe",
    answers: { 200: RECEIVED },
  },
  "GET /health/live": {
    security: "nobody",
    answers: {
      200: {
        description: "The process answers.",
        schema: {
          type: "object",
          properties: { status: { type: "string", const: "live" } },
          required: ["status"],
        },
      },
    },
  },
  "GET /health/ready": {
    security: "nobody",
    answers: {
      200: { description: "It can do its work.", schema: ref("Readiness") },
      503: {
        description: "It cannot; the failing parts are named.",
        schema: ref("Readiness"),
      },
    },
  },
  "GET /metrics": {
    security: "metrics",
    answers: {
      200: {
        description: "Everything that is measured.",
        schema: { type: "string" },
        mediaType: "application/openmetrics-text; version=1.0.0; charset=utf-8",
      },
    },
  },
  "GET /admin/inventory": { security: "storefront" },
  "POST /admin/inventory": {
    security: "storefront",
    bodySchema: "InventoryBody",
    answers: {
      200: {
        description: "Every item was taken.",
        schema: ref("InventoryEditsResponse"),
      },
      207: {
        description:
          "One item at least is left to a person, unknown, or to be sent again.",
        schema: ref("InventoryEditsResponse"),
      },
    },
  },
  "POST /admin/orders": {
    security: "storefront",
    answers: {
      200: {
        description: "The order was there already.",
        schema: ref("StorefrontCallMade"),
      },
      201: {
        description: "The order was made.",
        schema: ref("StorefrontCallMade"),
      },
      202: {
        description:
          "The order is on its way, or staff have a question to answer; `Location` tells what became of it.",
        schema: ref("StorefrontCallWaiting"),
      },
    },
  },
  "GET /admin/orders/storefront/{payment}": {
    security: "storefront",
    answers: {
      200: {
        description: "The order is there.",
        schema: ref("StorefrontCallMade"),
      },
      202: {
        description: "It is still on its way, or waits for staff.",
        schema: ref("StorefrontCallWaiting"),
      },
    },
  },
  "POST /admin/payments/{id}/refund": {
    answers: {
      200: { description: "The payment, refunded.", schema: PAYMENT },
    },
  },
  "POST /admin/storefront/stock/reconcile": {
    answers: {
      202: {
        description:
          "The comparison was begun; `Location` tells how far it is.",
        schema: ref("StorefrontReconcileResponse"),
      },
    },
  },
}
