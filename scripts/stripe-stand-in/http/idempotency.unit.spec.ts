import type Stripe from "stripe"
import type { StripeStandIn } from ".."
import {
  API_KEY,
  clientFor,
  paymentOf,
  startForTest,
  suitCheckout,
} from "../testing/fixture"

let standIn: StripeStandIn
let client: Stripe
let intent: string

beforeAll(async () => {
  standIn = await startForTest()
  client = clientFor(standIn)
})

beforeEach(() => {
  intent = paymentOf(standIn.storefront.checkout(suitCheckout()))
})

afterAll(() => standIn.close())

describe("an idempotency key", () => {
  it("brings the first answer again, marked as such, and refunds once", async () => {
    const refund = () => post({ payment_intent: intent, amount: "300" }, "same")

    const first = await refund()
    const second = await refund()

    expect(first.headers.get("idempotent-replayed")).toBeNull()
    expect(second.headers.get("idempotent-replayed")).toBe("true")
    expect(second.headers.get("original-request")).toBe(
      first.headers.get("request-id")
    )
    expect(await second.text()).toBe(await first.text())
    expect(await chargeOf(intent)).toMatchObject({ amount_refunded: 300 })
  })

  it("refuses other parameters", async () => {
    await client.refunds.create(
      { payment_intent: intent, amount: 1 },
      { idempotencyKey: "other" }
    )

    await expect(
      client.refunds.create(
        { payment_intent: intent, amount: 2 },
        { idempotencyKey: "other" }
      )
    ).rejects.toMatchObject({ type: "StripeIdempotencyError", statusCode: 400 })
    expect(await chargeOf(intent)).toMatchObject({ amount_refunded: 1 })
  })

  it("is not used up by a request that was refused before any work", async () => {
    const wrong = client.refunds.create(
      { payment_intent: "pi_no" },
      { idempotencyKey: "retry" }
    )
    await expect(wrong).rejects.toMatchObject({ code: "resource_missing" })

    const right = await client.refunds.create(
      { payment_intent: intent, amount: 5 },
      { idempotencyKey: "retry" }
    )
    expect(right.amount).toBe(5)
  })

  it("brings a refusal again that came while working", async () => {
    const tooMuch = () =>
      post({ payment_intent: intent, amount: "99999999" }, "too-much")

    await tooMuch()
    const again = await tooMuch()

    expect(again.status).toBe(400)
    expect(again.headers.get("idempotent-replayed")).toBe("true")
  })
})

function post(
  params: Record<string, string>,
  idempotencyKey: string
): Promise<Response> {
  return fetch(`${standIn.url}/v1/refunds`, {
    method: "POST",
    headers: {
      authorization: `Bearer ${API_KEY}`,
      "idempotency-key": idempotencyKey,
    },
    body: new URLSearchParams(params),
  })
}

async function chargeOf(id: string): Promise<Stripe.Charge> {
  const { latest_charge } = await client.paymentIntents.retrieve(id, {
    expand: ["latest_charge"],
  })
  return latest_charge as Stripe.Charge
}
