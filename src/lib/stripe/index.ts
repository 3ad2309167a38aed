export {
  STRIPE_API_VERSION,
  type StripeConnection,
  createStripeClient,
} from "./stripe-client"
export { askStripe, readFromStripe, toWorkError } from "./stripe-error"
