export {
  STRIPE_API_VERSION,
  type StripeConnection,
  createStripeClient,
} from "./stripe-client"
export { askStripe, toWorkError } from "./stripe-error"
