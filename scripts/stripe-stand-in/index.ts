export {
  startStripeStandIn,
  type StripeStandIn,
  type StripeStandInOptions,
} from "./start"
export type { StripeCatalog } from "./catalog"
export type { FaultRule } from "./faults"
export type { LoggedRequest } from "./http/request-log"
export type { CheckoutResult } from "./storefront/checkout"
export type { CheckoutOptions, DisputeOptions } from "./storefront/options"
export type { Storefront } from "./storefront/storefront"
export type { DeliveryAttempt } from "./webhooks/deliverer"
