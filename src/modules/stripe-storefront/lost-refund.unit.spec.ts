import { MedusaError } from "@medusajs/framework/utils"
import {
  type FaultRule,
  type StripeStandIn,
  startStripeStandIn,
} from "../../../scripts/stripe-stand-in"
import { enterRefundOnly } from "./recorded-refund"
import { StripeStorefrontProviderService } from "./service"
import type { AdoptedPaymentData } from "./types"

/*
 * Medusa forgets a Refund whose call failed, and gives the next click another id: what counts as
 * failed here is paid out again there.
 */

const API_KEY = "sk_test_planted"
/** Every try of the client: its first one and the two that it repeats. */
const TRIES = 3
const LIST_IS_OUT: FaultRule = { method: "GET", kind: "503", times: 10 }

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

/** A payment of 100.00. */
function adoptedPayment(): AdoptedPaymentData {
  const item = { legacy_product_id: "p1", name: "Suit", unit_amount: 10_000 }
  const { session, payment_intent } = stripe.storefront.checkout({
    kind: "ad_hoc",
    items: [item],
    tax_rate_percent: 0,
  })
  return {
    payment_intent: payment_intent?.id ?? null,
    checkout_session: session.id,
    currency: "usd",
  }
}

/** Every try to refund goes wrong in this way. */
function loseRefund(kind: FaultRule["kind"], ...more: FaultRule[]): void {
  const rule = { method: "POST", pathPrefix: "/v1/refunds", kind, times: TRIES }
  stripe.faults.set({ rules: [rule, ...more] })
}

/** Refunds 10.00. */
function refund(data: AdoptedPaymentData, key?: string) {
  return provider.refundPayment({
    data,
    amount: 10,
    context: key ? { idempotency_key: key } : {},
  })
}

/** The refunds of a payment as Stripe has them, in minor units. */
function amountsRefunded({ payment_intent }: AdoptedPaymentData): number[] {
  return stripe.store.refunds
    .all()
    .filter((made) => made.payment_intent === payment_intent)
    .map(({ amount }) => amount)
}

it("counts as paid out where Stripe has it, so that nobody makes it again", async () => {
  const data = adoptedPayment()
  loseRefund("reset_after_commit")
  await expect(refund(data, "ref_lost")).resolves.toEqual({ data })
  expect(stripe.faults.pending()).toEqual([])
  expect(amountsRefunded(data)).toEqual([1_000])
})

it("is found among more refunds than Stripe lists on a page", async () => {
  const data = adoptedPayment()
  await refund(data, "ref_first_of_many")
  for (let made = 0; made < 100; made += 1) {
    await provider.refundPayment({
      data,
      amount: 0.5,
      context: { idempotency_key: `ref_many_${made}` },
    })
  }
  // Stripe answers the same key with the same refund; only the answer is lost again.
  loseRefund("reset_after_commit")
  await expect(refund(data, "ref_first_of_many")).resolves.toEqual({ data })
  expect(amountsRefunded(data)).toHaveLength(101)
})

it("is not taken for another refund of the same payment", async () => {
  const data = adoptedPayment()
  await refund(data, "ref_before")
  loseRefund("reset")
  await expect(refund(data, "ref_never_made")).rejects.toMatchObject({
    code: "refund_not_seen",
  })
  expect(amountsRefunded(data)).toEqual([1_000])
})

it.each(["reset", "500", "429"] as const)(
  "sends staff to Stripe before they repeat it, where Stripe lists none after %s",
  async (kind) => {
    const data = adoptedPayment()
    loseRefund(kind)
    await expect(refund(data, `ref_none_${kind}`)).rejects.toMatchObject({
      type: MedusaError.Types.UNEXPECTED_STATE,
      code: "refund_not_seen",
      message: expect.stringContaining(
        `Look at the payment ${data.payment_intent} in Stripe before`
      ),
      cause: expect.objectContaining({ retry: "outage" }),
    })
    expect(amountsRefunded(data)).toEqual([])
  }
)

it("may have been paid out, and says so, where the list cannot be had either", async () => {
  const data = adoptedPayment()
  loseRefund("reset_after_commit", LIST_IS_OUT)
  await expect(refund(data, "ref_unknown")).rejects.toMatchObject({
    type: MedusaError.Types.UNEXPECTED_STATE,
    code: "refund_unknown",
    message: expect.stringMatching(/^The refund may have been paid out/),
    cause: expect.objectContaining({ retry: "outage" }),
  })
  expect(amountsRefunded(data)).toEqual([1_000])
})

it("may have been paid out, and says so, where Medusa gave no id to look for", async () => {
  const data = adoptedPayment()
  loseRefund("reset_after_commit")
  await expect(refund(data)).rejects.toMatchObject({ code: "refund_unknown" })
})

it.each(["failed", "canceled"] as const)(
  "counts as refused where Stripe answers that it %s: it moves no money",
  async (outcome) => {
    const data = adoptedPayment()
    stripe.faults.set({ refunds: [outcome] })
    await expect(
      refund(data, `ref_${data.payment_intent}`)
    ).rejects.toMatchObject({
      type: MedusaError.Types.NOT_ALLOWED,
      code: `stripe_refund_${outcome}`,
      message: expect.stringContaining("the customer does not have"),
    })
  }
)

it("counts where it is only pending at Stripe", async () => {
  const data = adoptedPayment()
  stripe.faults.set({ refunds: ["pending"] })
  await expect(refund(data, `ref_${data.payment_intent}`)).resolves.toEqual({
    data,
  })
})

it("asks Stripe nothing where it is only entered, and for that payment alone", async () => {
  const data = adoptedPayment()
  const other = adoptedPayment()
  await enterRefundOnly(data.payment_intent ?? "", async () => {
    await expect(refund(data, `ref_${data.payment_intent}`)).resolves.toEqual({
      data,
    })
    await refund(other, "ref_other")
  })
  await refund(data, "ref_asked")
  expect(amountsRefunded(data)).toEqual([1_000])
  expect(amountsRefunded(other)).toEqual([1_000])
})
