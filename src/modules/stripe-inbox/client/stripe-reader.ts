import type Stripe from "stripe"
import { passingError } from "../../../lib/errors"
import { readFromStripe } from "../../../lib/stripe"

/** What is looked up at Stripe beside payments and events. Everything in it throws a WorkError. */
export class StripeReader {
  constructor(private readonly client: Stripe | null) {}

  /** All disputes of a PaymentIntent, also those that are over. */
  disputesOf(paymentIntent: string): Promise<Stripe.Dispute[]> {
    return this.read(async (stripe) => {
      const disputes: Stripe.Dispute[] = []
      const pages = stripe.disputes.list({
        payment_intent: paymentIntent,
        limit: 100,
      })
      for await (const dispute of pages) {
        disputes.push(dispute)
      }
      return disputes
    })
  }

  private read<T>(look: (stripe: Stripe) => Promise<T>): Promise<T> {
    const { client } = this
    if (!client) {
      throw passingError("stripe_not_configured", "STRIPE_API_KEY is not set")
    }
    return readFromStripe(() => look(client))
  }
}
