export {
  STRIPE_API_VERSION,
  type StripeConnection,
  type StripeHost,
  createStripeClient,
  hostOf,
} from "./stripe-client"
export { askStripe, readFromStripe, toWorkError } from "./stripe-error"
