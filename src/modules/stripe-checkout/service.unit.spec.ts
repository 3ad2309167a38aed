import {
  type StripeStandIn,
  startStripeStandIn,
} from "../../../scripts/stripe-stand-in"
import { StripeCheckoutProviderService } from "./service"

const API_KEY = "sk_test_of_the_checkout"

let standIn: StripeStandIn

beforeAll(async () => {
  standIn = await startStripeStandIn({
    apiKey: API_KEY,
    webhookSecret: "whsec_unused",
  })
})

afterEach(() => standIn.clearRequests())

afterAll(() => standIn.close())

function provider(options: { capture?: boolean } = {}) {
  return new StripeCheckoutProviderService(
    {},
    {
      apiKey: API_KEY,
      webhookSecret: "whsec_unused",
      capture: options.capture ?? true,
      baseUrl: standIn.url,
    }
  )
}

/** A payment of $10.60 as Medusa's payment module starts it. */
async function initiated(
  service: StripeCheckoutProviderService,
  data: Record<string, unknown> = {}
) {
  const { id } = await service.initiatePayment({
    amount: 10.6,
    currency_code: "usd",
    data: { session_id: "payses_1", ...data },
    context: { idempotency_key: `payses_${Math.random()}` },
  })
  const intent = standIn.store.paymentIntents.get(id)
  if (!intent) {
    throw new Error(`The stand-in knows no PaymentIntent ${id}`)
  }
  return intent
}

it("is the stock provider under its own name, so that its id stays pp_stripe_stripe", () => {
  expect(StripeCheckoutProviderService).toHaveProperty("identifier", "stripe")
})

it("refuses options that the stock provider refuses", () => {
  expect(() => {
    StripeCheckoutProviderService.validateOptions({})
  }).toThrow(/apiKey/)
})

it("starts a payment at the host it is told, marked with its payment session", async () => {
  const intent = await initiated(provider())

  expect(intent).toMatchObject({
    amount: 1060,
    currency: "usd",
    capture_method: "automatic",
    metadata: { session_id: "payses_1" },
  })
  expect(standIn.requests()).toMatchObject([
    { method: "POST", path: "/v1/payment_intents", status: 200 },
  ])
})

it.each<[boolean, Record<string, unknown>, string]>([
  [true, {}, "automatic"],
  [false, {}, "manual"],
  [true, { capture_method: "manual" }, "manual"],
])(
  "collects as configured (capture: %s), unless the session's data %j say otherwise",
  async (capture, data, method) => {
    const intent = await initiated(provider({ capture }), data)
    expect(intent.capture_method).toBe(method)
  }
)

it("reads, changes and cancels a payment at the same host", async () => {
  const service = provider()
  const { id } = await initiated(service)
  standIn.clearRequests()

  await expect(
    service.getPaymentStatus({ data: { id } })
  ).resolves.toMatchObject({ status: "pending" })
  await service.updatePayment({
    amount: 20,
    currency_code: "usd",
    data: { id },
  })
  await service.cancelPayment({ data: { id } })

  expect(standIn.store.paymentIntents.get(id)).toMatchObject({
    amount: 2000,
    status: "canceled",
  })
  expect(standIn.requests().map(({ status }) => status)).toEqual([
    200, 200, 200,
  ])
})

it("keeps customers at the same host", async () => {
  const service = provider()
  const holder = await service.createAccountHolder?.({
    context: {
      customer: { id: "cus_medusa", email: "grace@example.com" },
    },
  })

  const customer = standIn.store.customers.get(holder?.id ?? "")
  expect(customer?.email).toBe("grace@example.com")
})
