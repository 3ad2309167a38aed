import type { DescribedCall, Things } from "./described-call"
import { STOCK_CALLS } from "./stock-calls"

const NOBODY = () => "nobody"
const STOREFRONT = "/admin/storefront"

/** Each operation at its best, and some refused; in an order in which one leads to the next. */
export const CALLS: readonly DescribedCall[] = [
  { operation: "GET /health/live", status: 200 },
  { operation: "GET /health/ready", status: 200 },
  // Off, unless it is asked for: what it says is no JSON, and has tests of its own.
  { operation: "GET /metrics", status: 404 },
  ...lists(),
  ...details(),
  {
    operation: "POST /hooks/payment/stripe",
    status: 200,
    body: ({ delivery }) => delivery.body,
    signature: ({ delivery }) => delivery.signature,
  },
  { operation: "POST /hooks/payment/stripe", status: 400, body: () => ({}) },
  {
    operation: "POST /hooks/payment/{provider}",
    id: () => "stripe_stripe",
    status: 200,
    body: ({ delivery }) => delivery.body,
    signature: ({ delivery }) => delivery.signature,
  },
  {
    operation: "POST /hooks/payment/{provider}",
    id: NOBODY,
    status: 404,
    body: () => ({}),
  },
  ...ordersOfStorefront(),
  ...eventsAndQuestions(),
  ...STOCK_CALLS,
  {
    operation: "POST /admin/payments/{id}/refund",
    status: 200,
    id: ({ medusaPayment }) => medusaPayment,
    body: () => ({ amount: 1 }),
  },
  {
    operation: `POST ${STOREFRONT}/api-keys/{id}`,
    status: 200,
    id: ({ key }) => key,
    body: () => ({ scope: "storefront" }),
  },
]

function lists(): DescribedCall[] {
  return [
    "activity",
    "api-keys",
    "events",
    "issues",
    "item-mappings",
    "order-status",
    "payments",
    "status",
    "stock",
    "stock/drift",
    "stock/drift/trends",
    "stock/edits",
    "stock/items",
    "stock/reconcile",
    "stock/safety-stock",
  ].flatMap((path) => [
    { operation: `GET ${STOREFRONT}/${path}`, status: 200 },
    {
      operation: `GET ${STOREFRONT}/${path}`,
      status: 400,
      query: "?colour=red",
    },
  ])
}

function details(): DescribedCall[] {
  const named: [string, (things: Things) => string][] = [
    ["api-keys", ({ key }) => key],
    ["events", ({ event }) => event],
    ["issues", ({ issue }) => issue],
    ["payments", ({ payment }) => payment],
    ["stock/items", ({ variant }) => variant],
    ["stock/reconcile", ({ run }) => run],
  ]
  return named.flatMap(([path, id]) => [
    { operation: `GET ${STOREFRONT}/${path}/{id}`, status: 200, id },
    { operation: `GET ${STOREFRONT}/${path}/{id}`, status: 404, id: NOBODY },
  ])
}

function ordersOfStorefront(): DescribedCall[] {
  return [
    {
      operation: "POST /admin/orders",
      status: 200,
      body: ({ sku, paid }) => ({
        items: [{ sku, quantity: 1 }],
        payment_info: { stripe_payment_id: paid.id, amount: paid.amount },
      }),
    },
    {
      operation: "POST /admin/orders",
      status: 409,
      body: ({ sku, paid }) => ({
        items: [{ sku, quantity: 1 }],
        payment_info: { stripe_payment_id: paid.id, amount: paid.amount + 1 },
      }),
    },
    { operation: "POST /admin/orders", status: 400, body: () => ({}) },
    {
      operation: "GET /admin/orders/storefront/{payment}",
      status: 200,
      id: ({ paid }) => paid.id,
    },
    {
      operation: "GET /admin/orders/storefront/{payment}",
      status: 404,
      id: () => "pi_nobody",
    },
    { operation: `GET ${STOREFRONT}/calls`, status: 200 },
    {
      operation: `POST ${STOREFRONT}/calls/{id}/retry`,
      status: 404,
      id: NOBODY,
      body: () => ({}),
    },
  ]
}

function eventsAndQuestions(): DescribedCall[] {
  return [
    {
      operation: `POST ${STOREFRONT}/events/{id}/ignore`,
      status: 409,
      id: ({ event }) => event,
      body: () => ({ reason: "Known" }),
    },
    {
      operation: `POST ${STOREFRONT}/events/{id}/ignore`,
      status: 200,
      id: ({ ignored }) => ignored,
      body: () => ({ reason: "Known" }),
    },
    // After it was set aside: while it is worked off, it cannot be.
    {
      operation: `POST ${STOREFRONT}/events/{id}/retry`,
      status: 200,
      id: ({ ignored }) => ignored,
      body: () => ({}),
    },
    {
      operation: `POST ${STOREFRONT}/events/retry`,
      status: 200,
      body: ({ event }) => ({ ids: [event, "nobody"], dry_run: true }),
    },
    {
      operation: `POST ${STOREFRONT}/issues/{id}/resolve`,
      status: 200,
      id: ({ issue }) => issue,
      body: ({ variant }) => ({
        answer: "choose_variant",
        variant_id: variant,
      }),
    },
    {
      operation: `POST ${STOREFRONT}/issues/{id}/resolve`,
      status: 409,
      id: ({ issue }) => issue,
      body: () => ({ answer: "handled" }),
    },
    {
      operation: `DELETE ${STOREFRONT}/item-mappings/{id}`,
      status: 200,
      id: ({ mapping }) => mapping,
    },
    {
      operation: `POST ${STOREFRONT}/payments/{id}/compare`,
      status: 200,
      id: ({ payment }) => payment,
      body: () => ({}),
    },
    {
      operation: `POST ${STOREFRONT}/order-status/{id}/push`,
      status: 200,
      id: ({ order }) => order,
      body: () => ({}),
    },
    {
      operation: `POST ${STOREFRONT}/order-status/push`,
      status: 200,
      body: () => ({ held: true }),
    },
  ]
}
