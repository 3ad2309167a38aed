import type Stripe from "stripe"
import { Collection } from "./collection"
import type { SessionDetails, SessionLine, WirePrice } from "./objects/wire"

/** The answer that an idempotency key brought, to be given again. */
export interface SavedAnswer {
  /** The idempotency key. */
  id: string
  method: string
  path: string
  params: string
  requestId: string
  status: number
  body: string
}

interface Kinds {
  balanceTransactions: Stripe.BalanceTransaction
  charges: Stripe.Charge
  checkoutSessions: Stripe.Checkout.Session
  coupons: Stripe.Coupon
  customers: Stripe.Customer
  deletedCustomers: Stripe.DeletedCustomer
  disputes: Stripe.Dispute
  events: Stripe.EventBase
  paymentIntents: Stripe.PaymentIntent
  paymentMethods: Stripe.PaymentMethod
  prices: WirePrice
  products: Stripe.Product
  promotionCodes: Stripe.PromotionCode
  refunds: Stripe.Refund
  savedAnswers: SavedAnswer
  sessionDetails: SessionDetails
  sessionLines: SessionLine
  shippingRates: Stripe.ShippingRate
}

type Collections = { readonly [Kind in keyof Kinds]: Collection<Kinds[Kind]> }

/** Everything that the stand-in knows, as it is written to the state file. */
export type StoreSnapshot = {
  readonly [Kind in keyof Kinds]?: readonly Kinds[Kind][]
}

export type Store = Collections & { snapshot(): StoreSnapshot }

/** The objects of one Stripe account, in memory; `onChange` is called after every write. */
export function createStore(saved: StoreSnapshot, onChange: () => void): Store {
  const collections: Collections = {
    balanceTransactions: new Collection(onChange, saved.balanceTransactions),
    charges: new Collection(onChange, saved.charges),
    checkoutSessions: new Collection(onChange, saved.checkoutSessions),
    coupons: new Collection(onChange, saved.coupons),
    customers: new Collection(onChange, saved.customers),
    deletedCustomers: new Collection(onChange, saved.deletedCustomers),
    disputes: new Collection(onChange, saved.disputes),
    events: new Collection(onChange, saved.events),
    paymentIntents: new Collection(onChange, saved.paymentIntents),
    paymentMethods: new Collection(onChange, saved.paymentMethods),
    prices: new Collection(onChange, saved.prices),
    products: new Collection(onChange, saved.products),
    promotionCodes: new Collection(onChange, saved.promotionCodes),
    refunds: new Collection(onChange, saved.refunds),
    savedAnswers: new Collection(onChange, saved.savedAnswers),
    sessionDetails: new Collection(onChange, saved.sessionDetails),
    sessionLines: new Collection(onChange, saved.sessionLines),
    shippingRates: new Collection(onChange, saved.shippingRates),
  }
  return { ...collections, snapshot: () => takeSnapshot(collections) }
}

function takeSnapshot(collections: Collections): StoreSnapshot {
  return Object.fromEntries(
    Object.entries(collections).map(([kind, collection]) => [
      kind,
      collection.all(),
    ])
  )
}
