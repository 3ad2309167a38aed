import type { IssueKind } from "../../../modules/storefront-orders/types"
import type { CatalogVariant } from "./catalog-snapshot"
import type { StorefrontRegion } from "./storefront-context"

/** What has to be known to decide what an answer comes to. */
export type QuestionFacts = {
  issue: {
    id: string
    kind: IssueKind
    subject: string
    itemKey: string | null
    details: Readonly<Record<string, unknown>>
  }
  payment: {
    /** The ledger row's id. */
    id: string
    /** The PaymentIntent's id, else the Checkout Session's. */
    payment: string
    /** What Stripe took, in minor units. */
    amount: number
    /** Lower-case ISO 4217. */
    currencyCode: string
  }
  /** Null where the payment has not become one. */
  order: OrderFacts | null
  /** All variants of the product whose variant was chosen; none where there is no such variant. */
  variants: readonly CatalogVariant[]
  regions: readonly StorefrontRegion[]
  /** The locations of the storefront's sales channel. */
  locationIds: readonly string[]
}

export type OrderFacts = {
  id: string
  isCanceled: boolean
  /** What it comes to now, in minor units. */
  total: number
  /** Lower-case ISO 3166-1 alpha-2; null where it has no shipping address, or one without. */
  country: string | null
  lines: readonly OrderLineFacts[]
  /** An edit, return or exchange under way: Medusa allows only one at a time. */
  openChangeId: string | null
}

export type OrderLineFacts = {
  id: string
  /** Of the order's current version; Medusa shows its metadata over the line's. */
  orderItemId: string
  variantId: string | null
  quantity: number
  fulfilled: number
  metadata: Readonly<Record<string, unknown>>
}
