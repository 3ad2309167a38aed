import { z } from "@medusajs/framework/zod"
import type { CheckoutOptions } from "../stripe-stand-in/storefront/options"
import { DemoError } from "./demo-error"
import { askJson } from "./http"
import type { RunningSystem } from "./running-system"

const checkoutSchema = z.object({
  session: z.object({
    id: z.string(),
    amount_total: z.number(),
    currency: z.string(),
  }),
  payment_intent: z.object({ id: z.string() }).nullable(),
  events: z.array(z.string()),
})

const deliveriesSchema = z.object({
  data: z.array(
    z.object({
      event_id: z.string(),
      status: z.number().nullable(),
      outcome: z.string(),
      error: z.string().optional(),
    })
  ),
})

const refundsSchema = z.object({
  data: z.array(
    z.object({ id: z.string(), amount: z.number(), status: z.string() })
  ),
})

/** Amounts in minor units, as Stripe keeps them. */
export type StorefrontPayment = z.infer<typeof checkoutSchema>
export type Delivery = z.infer<typeof deliveriesSchema>["data"][number]
export type StripeRefund = z.infer<typeof refundsSchema>["data"][number]

/** The storefront's side: a customer who pays, and what Stripe knows of it. */
export class StorefrontClient {
  constructor(
    private readonly system: Pick<RunningSystem, "stripeUrl" | "stripeApiKey">
  ) {}

  /** A customer pays; Stripe's events go out by themselves. @throws DemoError */
  pay(checkout: CheckoutOptions): Promise<StorefrontPayment> {
    return this.ask("/_stand-in/storefront/checkout", checkoutSchema, {
      method: "POST",
      body: checkout,
    })
  }

  /** Every try to deliver one of the events. */
  async deliveries(eventIds: readonly string[]): Promise<Delivery[]> {
    const { data } = await this.ask("/_stand-in/deliveries", deliveriesSchema)
    return data.filter(({ event_id }) => eventIds.includes(event_id))
  }

  /** The refunds of a payment, as Stripe's API lists them. */
  async refunds(paymentIntent: string): Promise<StripeRefund[]> {
    const path = `/v1/refunds?payment_intent=${paymentIntent}&limit=100`
    const { data } = await this.ask(path, refundsSchema, {
      headers: { authorization: `Bearer ${this.system.stripeApiKey}` },
    })
    return data
  }

  private async ask<T>(
    path: string,
    schema: z.ZodType<T>,
    request?: Parameters<typeof askJson>[3]
  ): Promise<T> {
    const url = `${this.system.stripeUrl}${path}`
    const answer = await askJson("The Stripe stand-in", url, schema, request)
    if (answer === null) {
      throw new DemoError(`The Stripe stand-in does not have ${path}.`)
    }
    return answer
  }
}
