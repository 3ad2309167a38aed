import type { CheckoutResult, StripeStandIn } from ".."
import { startForTest, suitCheckout } from "../testing/fixture"
import { startReceiver, type Receiver } from "../testing/receiver"

let standIn: StripeStandIn
let receiver: Receiver

beforeAll(async () => {
  receiver = await startReceiver()
  standIn = await startForTest({ webhookUrl: receiver.url })
})

afterAll(async () => {
  await standIn.close()
  await receiver.close()
})

interface Answer<T> {
  status: number
  body: T
}

async function control<T>(
  method: string,
  path: string,
  body?: object
): Promise<Answer<T>> {
  const answer = await fetch(`${standIn.url}/_stand-in${path}`, {
    method,
    headers: { "content-type": "application/json" },
    ...(body && { body: JSON.stringify(body) }),
  })
  return { status: answer.status, body: (await answer.json()) as T }
}

it("lets a customer buy, staff refund, and a bank dispute", async () => {
  const bought = await control<CheckoutResult>(
    "POST",
    "/storefront/checkout",
    suitCheckout()
  )
  expect(bought.status).toBe(201)
  expect(bought.body.session).toMatchObject({ payment_status: "paid" })
  const payment_intent = bought.body.payment_intent?.id

  const refunded = await control("POST", "/storefront/refund", {
    payment_intent,
    amount: 100,
  })
  expect(refunded.body).toMatchObject({
    refund: { amount: 100 },
    events: expect.any(Array) as unknown,
  })
  const { refund } = refunded.body as { refund: { id: string } }
  const failed = await control("POST", "/storefront/refund-failure", {
    refund: refund.id,
  })
  expect(failed.body).toMatchObject({ refund: { status: "failed" } })

  const opened = await control("POST", "/storefront/dispute", {
    payment_intent,
  })
  expect(opened.body).toMatchObject({ dispute: { status: "needs_response" } })
  const closed = await control("POST", "/storefront/dispute", {
    payment_intent,
    close: "won",
  })
  expect(closed.body).toMatchObject({ dispute: { status: "won" } })
})

it("lets a delayed payment succeed and an open session expire", async () => {
  const delayed = suitCheckout({ payment: "delayed" })
  const waiting = await control<CheckoutResult>(
    "POST",
    "/storefront/checkout",
    delayed
  )
  const settled = await control("POST", "/storefront/async-payment", {
    session: waiting.body.session.id,
    outcome: "succeeded",
  })
  expect(settled.body).toMatchObject({ session: { payment_status: "paid" } })

  const unpaid = suitCheckout({ payment: "unpaid" })
  const open = await control<CheckoutResult>(
    "POST",
    "/storefront/checkout",
    unpaid
  )
  const expired = await control("POST", "/storefront/expire", {
    session: open.body.session.id,
  })
  expect(expired.body).toMatchObject({ session: { status: "expired" } })
})

it("sells from the catalogue that it was given, and takes a new price for it", async () => {
  const catalog = (unit_amount: number) => ({
    products: [{ id: "prod_tie", name: "Burgundy Tie", metadata: {} }],
    prices: [
      {
        id: "price_tie",
        product: "prod_tie",
        unit_amount,
        currency: "usd",
        metadata: {},
      },
    ],
  })
  const buy = () =>
    control<CheckoutResult>("POST", "/storefront/checkout", {
      kind: "priced",
      items: [
        {
          stripe_price_id: "price_tie",
          legacy_product_id: "tie",
          name: "Burgundy Tie",
        },
      ],
    })

  expect((await control("PUT", "/catalog", catalog(2_499))).body).toEqual({
    products: 1,
    prices: 1,
  })
  expect((await buy()).body.session.amount_subtotal).toBe(2_499)
  await control("PUT", "/catalog", catalog(2_999))
  expect((await buy()).body.session.amount_subtotal).toBe(2_999)
})

it("sets, shows and clears faults", async () => {
  const rule = { kind: "500", times: 1, pathPrefix: "/v1/refunds" }

  await control("PUT", "/faults", [rule])
  await control("PUT", "/faults", { delivery: { duplicate: 2 } })
  expect((await control("GET", "/faults")).body).toMatchObject({
    rules: [rule],
    delivery: { duplicate: 2 },
  })
  expect((await control("DELETE", "/faults")).body).toMatchObject({
    rules: [],
    delivery: { duplicate: 0, reorder: false },
  })
})

it("delivers an event again, and shows every delivery and every request", async () => {
  const quiet = suitCheckout({ deliver: false })
  const { body } = await control<CheckoutResult>(
    "POST",
    "/storefront/checkout",
    quiet
  )
  const event_id = body.events[0]
  const sent = await control<{ data: object[] }>("POST", "/deliver", {
    event_id,
    times: 3,
  })
  expect(sent.body.data).toHaveLength(3)

  const { body: deliveries } = await control<{ data: { event_id: string }[] }>(
    "GET",
    "/deliveries"
  )
  expect(
    deliveries.data.filter((delivery) => delivery.event_id === event_id)
  ).toHaveLength(3)

  await fetch(`${standIn.url}/v1/account`, {
    headers: { authorization: "Bearer sk_test_wrong" },
  })
  const { body: requests } = await control<{ data: object[] }>(
    "GET",
    "/requests"
  )
  expect(requests.data).toMatchObject([
    { method: "GET", path: "/v1/account", status: 401 },
  ])
})

it.each([
  ["/storefront/checkout", { kind: "priced", items: [] }, 400, "items"],
  [
    "/storefront/refund",
    { payment_intent: "pi_missing" },
    400,
    "payment_intent",
  ],
  ["/deliver", { event_id: "evt_missing" }, 400, "event_id"],
])("refuses %s with %j in words", async (path, body, status, param) => {
  const refused = await control<{ error: { param: string; message: string } }>(
    "POST",
    path,
    body
  )

  expect(refused.status).toBe(status)
  expect(refused.body.error).toMatchObject({
    param,
    message: expect.any(String) as string,
  })
})
