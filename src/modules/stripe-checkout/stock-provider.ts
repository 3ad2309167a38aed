import { createRequire } from "node:module"
import stockPackage from "@medusajs/payment-stripe"
import type { IPaymentProvider } from "@medusajs/framework/types"
import type { StripeHost } from "../../lib/stripe"
import type { StripeCheckoutOptions } from "./types"

type StockOptions = Omit<StripeCheckoutOptions, "baseUrl">

/**
 * What is relied on of the stock provider. Its own types cannot be imported: they declare the
 * module `stripe` of their older SDK over ours.
 */
type StockProvider = IPaymentProvider & {
  /** The client that all its calls go through. */
  stripe_: unknown
}

type StockProviderClass = {
  new (cradle: Record<string, unknown>, options: StockOptions): StockProvider
  identifier: string
  /** Medusa asks it before it makes a provider. */
  validateOptions(options: object): void
}

/** Medusa's Stripe provider itself, of the several that its package brings. */
export const StockStripeProvider = findService("stripe")

/** A client as the stock provider makes it, of the same SDK and API version, for another host. */
export function createStockClient(apiKey: string, host: StripeHost): unknown {
  const StockStripe = createRequire(
    require.resolve("@medusajs/payment-stripe")
  )("stripe") as new (apiKey: string, host: StripeHost) => object
  return new StockStripe(apiKey, host)
}

function findService(identifier: string): StockProviderClass {
  const services =
    stockPackage.services as unknown as readonly StockProviderClass[]
  const service = services.find(
    (candidate) => candidate.identifier === identifier
  )
  if (!service) {
    throw new Error(
      `@medusajs/payment-stripe has no provider ${identifier} any more`
    )
  }
  return service
}
