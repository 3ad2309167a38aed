import type { RefundPaymentInput } from "@medusajs/framework/types"
import { BigNumber, MedusaError } from "@medusajs/framework/utils"
import {
  type CheckoutOptions,
  type StripeStandIn,
  startStripeStandIn,
} from "../../../scripts/stripe-stand-in"
import { StripeStorefrontProviderService } from "./service"
import type { AdoptedPaymentData } from "./types"

const API_KEY = "sk_test_planted"

const NOTHING_CHARGED: AdoptedPaymentData = {
  payment_intent: null,
  checkout_session: "cs_1",
  currency: "usd",
}

let stripe: StripeStandIn
let provider: StripeStorefrontProviderService

beforeAll(async () => {
  stripe = await startStripeStandIn({
    apiKey: API_KEY,
    webhookSecret: "whsec_unused",
  })
  provider = new StripeStorefrontProviderService(
    {},
    { stripe: { apiKey: API_KEY, baseUrl: stripe.url } }
  )
})

afterEach(() => {
  stripe.faults.clear()
})

afterAll(() => stripe.close())

/** A payment of 100.00 without tax, as the import hands it to Medusa. */
function adoptedPayment(
  options: Partial<CheckoutOptions> = {}
): AdoptedPaymentData {
  const item = { legacy_product_id: "p1", name: "Suit", unit_amount: 10_000 }
  const { session, payment_intent } = stripe.storefront.checkout({
    kind: "ad_hoc",
    items: [item],
    tax_rate_percent: 0,
    ...options,
  })
  stripe.clearRequests()
  return {
    payment_intent: payment_intent?.id ?? null,
    checkout_session: session.id,
    currency: session.currency ?? "",
  }
}

/** The refunds of a payment as Stripe has them, in minor units. */
function refundsOf({ payment_intent }: AdoptedPaymentData) {
  return stripe.store.refunds
    .all()
    .filter((refund) => refund.payment_intent === payment_intent)
}

/** In minor units. */
function amountsRefunded(data: AdoptedPaymentData): number[] {
  return refundsOf(data).map(({ amount }) => amount)
}

let refunds = 0

function nextRefundId(): string {
  refunds += 1
  return `ref_test_${refunds}`
}

/** What Medusa hands over: the amount in major units, the Refund's id as the key. */
function refund(
  data: AdoptedPaymentData,
  amount: RefundPaymentInput["amount"],
  key = nextRefundId()
) {
  return provider.refundPayment({
    data,
    amount,
    context: { idempotency_key: key },
  })
}

describe("a payment that was taken on the storefront", () => {
  it("is captured from the start, under the PaymentIntent's id", async () => {
    const data = adoptedPayment()
    const session = { data, amount: 100, currency_code: "usd" }
    await expect(provider.initiatePayment(session)).resolves.toEqual({
      id: data.payment_intent,
      status: "captured",
      data,
    })
    const expected = { status: "captured", data }
    await expect(provider.authorizePayment({ data })).resolves.toEqual(expected)
    await expect(provider.getPaymentStatus({ data })).resolves.toEqual(expected)
  })

  it("goes by the session's id where there was nothing to pay", async () => {
    const data = NOTHING_CHARGED
    const session = { data, amount: 0, currency_code: "usd" }
    await expect(provider.initiatePayment(session)).resolves.toMatchObject({
      id: "cs_1",
    })
  })

  it("is never made, captured or cancelled at Stripe: it asks Stripe nothing at all", async () => {
    const data = adoptedPayment()
    const session = { data, amount: 100, currency_code: "usd" }
    await provider.initiatePayment(session)
    await provider.authorizePayment({ data })
    await provider.getPaymentStatus({ data })
    await provider.retrievePayment({ data })
    await provider.updatePayment(session)
    for (const call of ["capture", "cancel", "delete"] as const) {
      await expect(provider[`${call}Payment`]({ data })).resolves.toEqual({
        data,
      })
    }
    expect(stripe.requests()).toEqual([])
  })

  it("is not taken anew: a payment session without one is refused", async () => {
    const session = { amount: 100, currency_code: "usd" }
    const initiate = async () => provider.initiatePayment(session)
    const authorize = async () => provider.authorizePayment({})
    await expect(initiate()).rejects.toThrow("cannot take new ones")
    await expect(authorize()).rejects.toThrow("cannot take new ones")
    expect(stripe.requests()).toEqual([])
  })

  it("leaves Stripe's events to the inbox", async () => {
    const payload = { data: {}, rawData: "", headers: {} }
    await expect(provider.getWebhookActionAndData(payload)).resolves.toEqual({
      action: "not_supported",
    })
  })
})

describe("a refund", () => {
  it.each([
    ["a number", 25.5],
    ["a text", "25.50"],
    ["a big number", new BigNumber("25.5")],
    ["the form in which Medusa stores it", { value: "25.5", precision: 20 }],
  ])("is paid out in minor units, from %s", async (_, amount) => {
    const data = adoptedPayment()
    await expect(refund(data, amount)).resolves.toEqual({ data })
    expect(amountsRefunded(data)).toEqual([2_550])
  })

  it.each([
    ["jpy", "2500", 2_500],
    ["kwd", "2.500", 2_500],
    ["cad", "25.00", 2_500],
  ])("counts in the smallest unit of %s", async (currency, amount, minor) => {
    const data = adoptedPayment({ currency })
    await refund(data, amount)
    expect(amountsRefunded(data)).toEqual([minor])
  })

  it("carries the Refund's id, so that it is found again at Stripe", async () => {
    const data = adoptedPayment()
    await refund(data, 10, "ref_1")
    expect(refundsOf(data)[0]?.metadata).toEqual({ medusa_refund_id: "ref_1" })
    expect(stripe.requests()[0]?.idempotency_key).toBe("ref_1")
  })

  it("is paid out once, however often Medusa asks with the same key", async () => {
    const data = adoptedPayment()
    await refund(data, 10, "ref_again")
    await refund(data, 10, "ref_again")
    expect(refundsOf(data)).toHaveLength(1)
  })

  it("is paid out twice where staff refund twice", async () => {
    const data = adoptedPayment()
    await refund(data, 10)
    await refund(data, 10)
    expect(amountsRefunded(data)).toEqual([1_000, 1_000])
  })

  it("is paid out once where Stripe did it and the answer was lost", async () => {
    const data = adoptedPayment()
    stripe.faults.set({
      rules: [
        {
          method: "POST",
          pathPrefix: "/v1/refunds",
          kind: "reset_after_commit",
          times: 1,
        },
      ],
    })
    await refund(data, 10)
    const asked = stripe.requests().filter(({ method }) => method === "POST")
    expect(asked.map(({ fault }) => fault)).toEqual([
      "reset_after_commit",
      undefined,
    ])
    expect(refundsOf(data)).toHaveLength(1)
  })
})

describe("a refund that is refused", () => {
  it("of more than was paid: Medusa says what Stripe said", async () => {
    const data = adoptedPayment()
    await expect(refund(data, 100.01)).rejects.toMatchObject({
      type: MedusaError.Types.NOT_ALLOWED,
      message: expect.stringMatching(
        /^Stripe: Refund amount \(\$100\.01\) is greater than charge amount \(\$100\.00\) \(req_\w+\)$/
      ),
      cause: expect.objectContaining({ retry: "permanent" }),
    })
    expect(refundsOf(data)).toEqual([])
  })

  it("of more than is left after an earlier one", async () => {
    const data = adoptedPayment()
    await refund(data, 60)
    await expect(refund(data, 60)).rejects.toThrow("greater than unrefunded")
    expect(amountsRefunded(data)).toEqual([6_000])
  })

  it.each([
    ["usd", 10.005],
    ["jpy", 10.5],
  ])(
    "of a part smaller than the smallest unit of %s: nothing is rounded in silence",
    async (currency, amount) => {
      const data = adoptedPayment({ currency })
      await expect(refund(data, amount)).rejects.toMatchObject({
        type: MedusaError.Types.INVALID_DATA,
        message: expect.stringContaining("not a whole number"),
      })
      expect(stripe.requests()).toEqual([])
    }
  )

  it("of an order for which nothing was charged", async () => {
    await expect(refund(NOTHING_CHARGED, 10)).rejects.toThrow(
      "Nothing was charged"
    )
  })

  it("where there is no key: the payment is shown all the same", async () => {
    const without = new StripeStorefrontProviderService({}, { stripe: null })
    const data = adoptedPayment()
    await expect(without.refundPayment({ data, amount: 10 })).rejects.toThrow(
      "STRIPE_API_KEY is not set"
    )
    await expect(without.getPaymentStatus({ data })).resolves.toMatchObject({
      status: "captured",
    })
  })

  it("by a key that Stripe does not know, which the message does not give away", async () => {
    const wrong = new StripeStorefrontProviderService(
      {},
      { stripe: { apiKey: "sk_test_planted_wrong", baseUrl: stripe.url } }
    )
    const data = adoptedPayment()
    await expect(
      wrong.refundPayment({ data, amount: 10 })
    ).rejects.toMatchObject({
      type: MedusaError.Types.NOT_ALLOWED,
      message: expect.not.stringContaining("planted"),
    })
  })
})
