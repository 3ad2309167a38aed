import type { DescribedCall } from "./described-call"

const STOREFRONT = "/admin/storefront"

/** What is asked of the mirror, in an order in which one leads to the next. */
export const STOCK_CALLS: readonly DescribedCall[] = [
  { operation: "GET /admin/inventory", status: 200, query: "?limit=5" },
  {
    operation: "POST /admin/inventory",
    status: 207,
    body: () => [{ sku: "NONE", quantity: 1 }],
  },
  {
    operation: "POST /admin/inventory",
    status: 400,
    body: ({ sku }) => ({ sku, quantity: "7" }),
  },
  {
    operation: `POST ${STOREFRONT}/stock/push`,
    status: 200,
    body: ({ sku }) => ({ skus: [sku] }),
  },
  {
    operation: `POST ${STOREFRONT}/stock/items/{id}/push`,
    status: 200,
    id: ({ variant }) => variant,
    body: () => ({}),
  },
  {
    operation: `POST ${STOREFRONT}/stock/drift/{id}/resolve`,
    status: 200,
    id: ({ drift }) => drift,
    body: () => ({ use: "medusa" }),
  },
  {
    operation: `POST ${STOREFRONT}/stock/reconcile`,
    status: 202,
    body: ({ sku }) => ({ skus: [sku] }),
  },
  {
    operation: `POST ${STOREFRONT}/stock/reconcile/{id}/stop`,
    status: 200,
    id: ({ run }) => run,
    body: () => ({}),
  },
  {
    operation: `POST ${STOREFRONT}/stock/safety-stock`,
    status: 200,
    body: ({ variant }) => ({
      rules: [{ scope: "variant", id: variant, safety_stock: 1 }],
    }),
  },
  { operation: `GET ${STOREFRONT}/stock/safety-stock`, status: 200 },
  {
    operation: `DELETE ${STOREFRONT}/stock/safety-stock/{id}`,
    status: 200,
    id: ({ variant }) => variant,
  },
]
