/** A body that each of this project's routes takes, to be bent; of things that are not there. */
export const ADMIN_SAMPLES: readonly {
  method: string
  path: string
  body?: unknown
}[] = [
  { method: "GET", path: "/admin/storefront/status" },
  { method: "GET", path: "/admin/storefront/activity" },
  { method: "GET", path: "/admin/storefront/events" },
  { method: "GET", path: "/admin/storefront/events/:id" },
  {
    method: "POST",
    path: "/admin/storefront/events/retry",
    body: { ids: ["evt_none"], dry_run: true, limit: 10 },
  },
  {
    method: "POST",
    path: "/admin/storefront/events/retry",
    body: {
      filter: { state: ["dead"], type: "charge.refunded" },
      dry_run: true,
    },
  },
  {
    method: "POST",
    path: "/admin/storefront/events/:id/retry",
    body: { generation: 1 },
  },
  {
    method: "POST",
    path: "/admin/storefront/events/:id/ignore",
    body: { reason: "Known" },
  },
  { method: "GET", path: "/admin/storefront/issues" },
  { method: "GET", path: "/admin/storefront/issues/:id" },
  {
    method: "POST",
    path: "/admin/storefront/issues/:id/resolve",
    body: {
      answer: "choose_variant",
      variant_id: "variant_none",
      remember: true,
    },
  },
  {
    method: "POST",
    path: "/admin/storefront/issues/:id/resolve",
    body: {
      answer: "complete_address",
      address: {
        name: "Grace Hopper",
        address_1: "1420 Portage St",
        city: "Kalamazoo",
        country_code: "us",
      },
    },
  },
  { method: "GET", path: "/admin/storefront/item-mappings" },
  { method: "DELETE", path: "/admin/storefront/item-mappings/:id" },
  { method: "GET", path: "/admin/storefront/order-status" },
  { method: "POST", path: "/admin/storefront/order-status/push", body: {} },
  { method: "POST", path: "/admin/storefront/order-status/:id/push", body: {} },
  { method: "GET", path: "/admin/storefront/payments" },
  { method: "GET", path: "/admin/storefront/payments/:id" },
  { method: "POST", path: "/admin/storefront/payments/:id/compare", body: {} },
  { method: "GET", path: "/admin/storefront/stock" },
  { method: "GET", path: "/admin/storefront/stock/items" },
  { method: "GET", path: "/admin/storefront/stock/items/:id" },
  { method: "POST", path: "/admin/storefront/stock/items/:id/push", body: {} },
  {
    method: "POST",
    path: "/admin/storefront/stock/push",
    body: { variant_ids: ["variant_none"], skus: ["NONE"] },
  },
  { method: "GET", path: "/admin/storefront/stock/edits" },
  { method: "GET", path: "/admin/storefront/stock/drift" },
  { method: "GET", path: "/admin/storefront/stock/drift/trends" },
  {
    method: "POST",
    path: "/admin/storefront/stock/drift/:id/resolve",
    body: { use: "medusa" },
  },
  { method: "GET", path: "/admin/storefront/stock/reconcile" },
  { method: "GET", path: "/admin/storefront/stock/reconcile/:id" },
  {
    method: "POST",
    path: "/admin/storefront/stock/reconcile",
    body: { repairs: false, skus: ["NONE"] },
  },
  {
    method: "POST",
    path: "/admin/storefront/stock/reconcile/:id/stop",
    body: {},
  },
  { method: "GET", path: "/admin/storefront/stock/safety-stock" },
  {
    method: "POST",
    path: "/admin/storefront/stock/safety-stock",
    body: { rules: [{ scope: "product", id: "prod_none", safety_stock: 1 }] },
  },
  { method: "DELETE", path: "/admin/storefront/stock/safety-stock/:id" },
  {
    method: "POST",
    path: "/admin/payments/:id/refund",
    body: { amount: 1, note: "Returned" },
  },
  {
    method: "POST",
    path: "/admin/inventory",
    body: [{ sku: "NONE", quantity: 5, version: 7, previous_quantity: 6 }],
  },
  {
    method: "POST",
    path: "/admin/inventory",
    body: { variant_id: "variant_none", quantity: 5 },
  },
  { method: "GET", path: "/admin/inventory" },
  {
    method: "POST",
    path: "/admin/orders",
    body: {
      customer_id: "cus_none",
      email: "grace@example.com",
      items: [{ sku: "NONE", stripe_price_id: "price_none", quantity: 1 }],
      payment_info: { stripe_payment_id: "pi_none", amount: 106 },
    },
  },
]
