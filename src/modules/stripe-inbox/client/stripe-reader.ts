import type Stripe from "stripe"
import { passingError } from "../../../lib/errors"
import { isMissingAtStripe, readFromStripe } from "../../../lib/stripe"
import type { TimeSpan } from "../types"
import { type ChargeSums, sumsOfCharges } from "./stripe-charges"
import { chargePages } from "./stripe-pages"

/** The most that Stripe gives at once. */
const PAGE_SIZE = 100

/** What is looked up at Stripe beside payments and events. All of it throws WorkErrors. */
export class StripeReader {
  /** @param livemode of the key; null where Stripe is not configured. */
  constructor(
    private readonly client: Stripe | null,
    readonly livemode: boolean | null
  ) {}

  /** All disputes of a PaymentIntent, also those that are over. */
  disputesOf(paymentIntent: string): Promise<Stripe.Dispute[]> {
    return this.read(async (stripe) => {
      const disputes: Stripe.Dispute[] = []
      const pages = stripe.disputes.list({
        payment_intent: paymentIntent,
        limit: PAGE_SIZE,
      })
      for await (const dispute of pages) {
        disputes.push(dispute)
      }
      return disputes
    })
  }

  /** A PaymentIntent; null where our account has none of that id. */
  async intentOf(paymentIntent: string): Promise<Stripe.PaymentIntent | null> {
    try {
      return await this.read((stripe) =>
        stripe.paymentIntents.retrieve(paymentIntent)
      )
    } catch (error) {
      if (isMissingAtStripe(error)) {
        return null
      }
      throw error
    }
  }

  /** What was taken of one PaymentIntent; null where Stripe has no charge that took anything. */
  async sumsOf(paymentIntent: string): Promise<ChargeSums | null> {
    const charges = await this.read((stripe) =>
      stripe.charges.list({ payment_intent: paymentIntent, limit: PAGE_SIZE })
    )
    return sumsOfCharges(charges.data)[0] ?? null
  }

  /** What was taken within a span of time, newest first, up to 100 at a time. */
  async *sumsWithin(span: TimeSpan): AsyncGenerator<ChargeSums[]> {
    for await (const page of chargePages(this.connected(), span)) {
      yield sumsOfCharges(page)
    }
  }

  private read<T>(look: (stripe: Stripe) => Promise<T>): Promise<T> {
    return readFromStripe(() => look(this.connected()))
  }

  private connected(): Stripe {
    if (!this.client) {
      throw passingError("stripe_not_configured", "STRIPE_API_KEY is not set")
    }
    return this.client
  }
}
