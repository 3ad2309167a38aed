import stockPackage from "@medusajs/payment-stripe"
import type {
  ProviderWebhookPayload,
  WebhookActionResult,
} from "@medusajs/framework/types"
import { PaymentActions, defaultCurrencies } from "@medusajs/framework/utils"
import type Stripe from "stripe"
import {
  paymentIntent,
  stripeEvent,
} from "../../../../integration-tests/helpers/stripe-objects"
import { signPayload } from "../../../../scripts/stripe-stand-in/webhooks/sign"
import { meaningOfEvent } from "./meaning-of-event"

const SECRET = "whsec_of_the_stock_provider"

/** Of all others the subscriber makes nothing. */
const HANDLED = new Set<string>([
  PaymentActions.SUCCESSFUL,
  PaymentActions.AUTHORIZED,
])

type StockProvider = {
  getWebhookActionAndData(
    payload: ProviderWebhookPayload["payload"]
  ): Promise<WebhookActionResult>
}

const services = stockPackage.services as unknown as readonly {
  new (cradle: object, options: object): StockProvider
  identifier: string
}[]

function stockProvider(): StockProvider {
  const Stock = services.find(({ identifier }) => identifier === "stripe")
  if (!Stock) {
    throw new Error("The stock package has no Stripe provider")
  }
  return new Stock({}, { apiKey: "sk_test_1", webhookSecret: SECRET })
}

/** What Medusa's own subscriber hands to its payment workflow; null where it does nothing. */
async function stockInput(event: Stripe.Event) {
  const rawData = Buffer.from(JSON.stringify(event))
  const now = Math.floor(Date.now() / 1000)
  const result = await stockProvider().getWebhookActionAndData({
    data: {},
    rawData,
    headers: { "stripe-signature": signPayload(rawData, SECRET, now) },
  })
  return HANDLED.has(result.action) && result.data?.session_id ? result : null
}

/** The same, as we work it out. */
function ourInput(event: Stripe.Event) {
  const meaning = meaningOfEvent(event)
  if (meaning.kind !== "medusa_payment" || !meaning.webhook) {
    return null
  }
  const { action, amount } = meaning.webhook
  return { action, data: { session_id: meaning.session_id, amount } }
}

const INTENT = paymentIntent({
  amount: 10_600,
  amount_capturable: 10_500,
  amount_received: 10_400,
  metadata: { session_id: "payses_1" },
  payment_method: null,
})

it.each([
  "payment_intent.amount_capturable_updated",
  "payment_intent.canceled",
  "payment_intent.created",
  "payment_intent.partially_funded",
  "payment_intent.payment_failed",
  "payment_intent.processing",
  "payment_intent.requires_action",
  "payment_intent.succeeded",
] as const)("%s means to Medusa what its own provider says", async (type) => {
  const event = stripeEvent(type, INTENT)
  expect(ourInput(event)).toEqual(await stockInput(event))
})

it.each(["payment_intent.succeeded", "payment_intent.canceled"] as const)(
  "%s of an intent without Medusa's mark is nothing to either",
  async (type) => {
    const event = stripeEvent(type, { ...INTENT, metadata: {} })
    expect(await stockInput(event)).toBeNull()
    expect(ourInput(event)).toBeNull()
  }
)

it("reads the amount of every currency as the stock provider does", async () => {
  const amounts = [0, 1, 7, 99, 106, 10_600, 1_234_567, 999_999_99]
  const currencies = [...Object.keys(defaultCurrencies), "xxx"]
  for (const currency of currencies.map((code) => code.toLowerCase())) {
    for (const amount_received of amounts) {
      const event = stripeEvent("payment_intent.succeeded", {
        ...INTENT,
        currency,
        amount_received,
      })
      expect(ourInput(event)).toEqual(await stockInput(event))
    }
  }
})
