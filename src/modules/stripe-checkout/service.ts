import { hostOf } from "../../lib/stripe"
import { StockStripeProvider, createStockClient } from "./stock-provider"
import type { StripeCheckoutOptions } from "./types"

/**
 * Medusa's own Stripe provider, which takes the payments of Medusa's own checkout. All that is
 * added is another host than Stripe's, for tests and the demo: the stock provider has no option
 * for it.
 */
export class StripeCheckoutProviderService extends StockStripeProvider {
  constructor(
    cradle: Record<string, unknown>,
    { baseUrl, ...options }: StripeCheckoutOptions
  ) {
    super(cradle, options)
    if (baseUrl) {
      this.stripe_ = createStockClient(options.apiKey, hostOf(baseUrl))
    }
  }
}
