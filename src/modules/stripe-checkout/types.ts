/** The stock provider's options that are set here, and a host of one's own. */
export type StripeCheckoutOptions = {
  apiKey: string
  /** The stock provider checks with it what Medusa's own webhook route hands it; here nothing does. */
  webhookSecret: string | undefined
  /** Whether a payment is collected when the customer confirms it, and not only authorised. */
  capture: boolean
  /** Another host than Stripe's own, such as http://localhost:12111. */
  baseUrl?: string
}
