export {
  type RefundOrder,
  type RefundResult,
  isVoidRefund,
  refundOnce,
} from "./refund-once"
export {
  STRIPE_API_VERSION,
  type StripeConnection,
  type StripeHost,
  createStripeClient,
  hostOf,
} from "./stripe-client"
export {
  askStripe,
  isMissingAtStripe,
  readFromStripe,
  toWorkError,
} from "./stripe-error"
