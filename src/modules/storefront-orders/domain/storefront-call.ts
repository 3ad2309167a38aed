import type {
  StorefrontCallMade,
  StorefrontCallWaiting,
} from "../../../types/storefront-calls"
import type { Actor, PaymentReference } from "../types"

/** What the storefront says of one item, in its call or in a session's metadata: never amounts. */
export type ToldItem = {
  medusaVariantId: string | null
  /** As the old storefront numbers the size. */
  legacyVariantId: string | null
  medusaProductId: string | null
  /** As the old storefront numbers the style. */
  productId: string | null
  productName: string | null
  size: string | null
  color: string | null
  sku: string | null
  quantity: number | null
  stripePriceId: string | null
}

/** Where a call says that the order is to be sent. */
export type ToldAddress = {
  first_name?: string
  last_name?: string
  company?: string
  address_1?: string
  address_2?: string
  city?: string
  province?: string
  postal_code?: string
  /** Lower-case ISO 3166-1 alpha-2. */
  country_code?: string
  phone?: string
}

/** What a call says of the order beside its payment; it counts only where Stripe says nothing. */
export type ToldOfOrder = {
  items: readonly ToldItem[]
  email: string | null
  shipping_address: ToldAddress | null
}

/** What was told of an order, and by whom. */
export type ToldByCaller = { told: ToldOfOrder; actor: Actor }

/** An `Idempotency-Key` and what it was used for. */
export type CallKey = {
  key: string
  /** SHA-256 of the body, in hex. */
  bodyHash: string
}

/** A call that Stripe has nothing against. */
export type NewCall = {
  reference: PaymentReference
  told: ToldOfOrder
  actor: Actor
  key: CallKey | null
}

/** What an earlier use of a key came to. */
export type UsedKey = {
  bodyHash: string
  /** The final answer; null while there is none. */
  answer: CallAnswer | null
}

/** What a caller is answered; only a 202 is not for good. */
export type CallAnswer =
  | { status: 200 | 201; body: StorefrontCallMade }
  | { status: 202; body: StorefrontCallWaiting }

/** Whose keys these are. */
export function callerOf({ type, id }: Actor): string {
  return id ?? type
}
