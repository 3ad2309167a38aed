/** What a shop has that the calls speak of. */
export type Things = {
  variant: string
  sku: string
  payment: string
  medusaPayment: string
  event: string
  ignored: string
  issue: string
  mapping: string
  order: string
  /** A payment that became an order; the amount in minor units. */
  paid: { id: string; amount: number }
  drift: string
  run: string
  key: string
  /** A body, and how Stripe would sign it. */
  delivery: { body: object; signature: string }
}

/** A call of an operation, and the status that it has to get. */
export type DescribedCall = {
  /** As in the document: `GET /admin/storefront/events/{id}`. */
  operation: string
  status: number
  /** In place of `{id}` and the like. */
  id?: (things: Things) => string
  query?: string
  body?: (things: Things) => unknown
  signature?: (things: Things) => string
}
