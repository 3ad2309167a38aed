import Stripe from "stripe"
import type { StripeStandIn } from ".."
import {
  clientFor,
  paymentOf,
  startForTest,
  suitCheckout,
} from "../testing/fixture"

let standIn: StripeStandIn
let client: Stripe

beforeAll(async () => {
  standIn = await startForTest()
  client = clientFor(standIn)
})

afterAll(() => standIn.close())

it("pages through more than 100 line items, each once and in order", async () => {
  const items = Array.from({ length: 130 }, (_, index) => ({
    legacy_product_id: `p${index}`,
    name: `Item ${index}`,
    unit_amount: 1_000 + index,
  }))
  const { session } = standIn.storefront.checkout({ kind: "ad_hoc", items })

  const first = await client.checkout.sessions.listLineItems(session.id, {
    limit: 100,
  })
  expect(first.has_more).toBe(true)
  const names: (string | null)[] = []
  for await (const line of client.checkout.sessions.listLineItems(session.id, {
    limit: 100,
  })) {
    names.push(line.description)
  }
  expect(names).toEqual(items.map((item) => item.name))
})

it("leaves line items out until they are asked for, and then gives the first ten", async () => {
  const items = Array.from({ length: 12 }, () => suitCheckout().items).flat()
  const { session } = standIn.storefront.checkout({ kind: "ad_hoc", items })

  const plain = await client.checkout.sessions.retrieve(session.id)
  const expanded = await client.checkout.sessions.retrieve(session.id, {
    expand: ["line_items"],
  })

  expect(plain).not.toHaveProperty("line_items")
  expect(expanded.line_items?.data).toHaveLength(10)
  expect(expanded.line_items?.has_more).toBe(true)
})

it("expands ids, lists and fields that Stripe leaves out", async () => {
  const { session } = standIn.storefront.checkout(
    suitCheckout({
      promotion_code: { code: "TEN", percent_off: 10 },
      country: "CA",
      shipping: "express",
    })
  )

  const expanded = await client.checkout.sessions.retrieve(session.id, {
    expand: [
      "payment_intent.latest_charge",
      "total_details.breakdown",
      "shipping_cost.taxes",
      "discounts.promotion_code",
    ],
  })

  const breakdown = expanded.total_details?.breakdown
  expect(expanded.payment_intent).toMatchObject({
    latest_charge: { object: "charge", paid: true },
  })
  expect(breakdown?.discounts).toMatchObject([{ amount: 1_800 }])
  expect(breakdown?.taxes).toMatchObject([
    { amount: 2_106 + 195, taxable_amount: 16_199 + 1_500 },
  ])
  expect(expanded.shipping_cost?.taxes).toMatchObject([{ amount: 195 }])
  expect(expanded.discounts).toMatchObject([
    { promotion_code: { code: "TEN" } },
  ])
})

it("gives each line's discounts and taxes when they are asked for", async () => {
  const { session } = standIn.storefront.checkout(
    suitCheckout({ promotion_code: { code: "TEN", percent_off: 10 } })
  )

  const plain = await client.checkout.sessions.listLineItems(session.id)
  const expanded = await client.checkout.sessions.listLineItems(session.id, {
    expand: ["data.discounts", "data.taxes"],
  })

  expect(plain.data[0]).not.toHaveProperty("discounts")
  expect(expanded.data[0]).toMatchObject({
    discounts: [{ amount: 1_800 }],
    taxes: [{ amount: 1_336, rate: { percentage: 8.25 } }],
  })
})

it("refuses to expand what cannot be expanded", async () => {
  const { session } = standIn.storefront.checkout(suitCheckout())

  await expect(
    client.checkout.sessions.retrieve(session.id, { expand: ["nonsense"] })
  ).rejects.toThrow("cannot be expanded (nonsense)")
})

it("finds sessions by payment, by status and by time", async () => {
  const old = standIn.storefront.checkout(
    suitCheckout({ created: 1_700_000_000 })
  )
  const open = standIn.storefront.checkout(suitCheckout({ payment: "unpaid" }))
  const ids = async (params: Stripe.Checkout.SessionListParams) =>
    (await client.checkout.sessions.list(params)).data.map(
      (session) => session.id
    )

  expect(await ids({ payment_intent: paymentOf(old) })).toEqual([
    old.session.id,
  ])
  expect(await ids({ status: "open" })).toEqual([open.session.id])
  expect(await ids({ created: { lte: 1_700_000_000 } })).toEqual([
    old.session.id,
  ])
  expect(
    await ids({ created: { gt: 1_700_000_000 }, limit: 100 })
  ).not.toContain(old.session.id)
})

it("makes a session through the API that a customer can pay or let expire", async () => {
  const create = () =>
    client.checkout.sessions.create({
      mode: "payment",
      line_items: [
        {
          price_data: {
            currency: "usd",
            unit_amount: 5_000,
            product_data: { name: "Vest" },
          },
          quantity: 2,
        },
      ],
      metadata: { order_type: "unified" },
      success_url: "https://storefront.example/thanks",
      payment_intent_data: { metadata: { from: "session" } },
    })
  const created = await create()
  expect(created).toMatchObject({
    status: "open",
    amount_total: 10_000,
    payment_intent: null,
  })

  const paid = standIn.storefront.pay({
    session: created.id,
    tax_rate_percent: 0,
  })
  expect(paid.session).toMatchObject({
    status: "complete",
    amount_total: 10_000,
  })
  expect(paid.payment_intent?.metadata).toEqual({ from: "session" })

  const expired = await client.checkout.sessions.expire((await create()).id)
  expect(expired.status).toBe("expired")
  expect(() => standIn.storefront.pay({ session: expired.id })).toThrow(
    "is expired"
  )
})

it.each([
  [
    "metadata longer than Stripe takes",
    { metadata: { note: "x".repeat(501) } },
    "metadata[note]",
  ],
  ["a parameter that Stripe does not have", { nonsense: "1" }, "nonsense"],
  [
    "a mode that the stand-in does not have",
    { mode: "setup" as const },
    "mode",
  ],
])("refuses %s", async (_what, params, param) => {
  const refusal = client.checkout.sessions.create({
    mode: "payment",
    line_items: [
      {
        price_data: {
          currency: "usd",
          unit_amount: 1,
          product_data: { name: "P" },
        },
        quantity: 1,
      },
    ],
    ...params,
  })

  await expect(refusal).rejects.toMatchObject({
    type: "StripeInvalidRequestError",
    param,
  })
})

it("answers 404 in Stripe's shape for an unknown session and an unknown path", async () => {
  const missing = client.checkout.sessions.retrieve("cs_test_missing")
  await expect(missing).rejects.toMatchObject({
    statusCode: 404,
    code: "resource_missing",
  })

  const answer = await fetch(`${standIn.url}/v1/nonsense`, {
    headers: { authorization: `Bearer ${standIn.apiKey}` },
  })
  expect(answer.status).toBe(404)
  expect(await answer.json()).toMatchObject({
    error: { type: "invalid_request_error" },
  })
})

it("answers 401 to another key", async () => {
  const stranger = new Stripe("sk_test_other", {
    host: "127.0.0.1",
    port: standIn.port,
    protocol: "http",
    maxNetworkRetries: 0,
  })

  await expect(stranger.accounts.retrieveCurrent()).rejects.toMatchObject({
    type: "StripeAuthenticationError",
    statusCode: 401,
  })
})
