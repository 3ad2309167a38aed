import type Stripe from "stripe"
import type { StripeStandIn } from ".."
import { clientFor, startForTest } from "../testing/fixture"

let standIn: StripeStandIn
let client: Stripe

beforeAll(async () => {
  standIn = await startForTest()
  client = clientFor(standIn)
})

afterAll(() => standIn.close())

const create = (params: Partial<Stripe.PaymentIntentCreateParams> = {}) =>
  client.paymentIntents.create({ amount: 5_000, currency: "USD", ...params })

it("is created, changed and paid as a shop's own checkout does it", async () => {
  const customer = await client.customers.create({ email: "ann@example.com" })
  const created = await create({
    customer: customer.id,
    metadata: { session_id: "payses_1" },
    automatic_payment_methods: { enabled: true },
  })
  expect(created).toMatchObject({
    status: "requires_payment_method",
    currency: "usd",
  })

  const changed = await client.paymentIntents.update(created.id, {
    amount: 6_000,
    metadata: { note: "gift" },
  })
  expect(changed).toMatchObject({
    amount: 6_000,
    metadata: { session_id: "payses_1", note: "gift" },
  })

  const paid = await client.paymentIntents.confirm(created.id, {
    payment_method: "pm_card_visa",
    expand: ["payment_method", "latest_charge"],
  })
  expect(paid).toMatchObject({
    status: "succeeded",
    amount_received: 6_000,
    payment_method: { type: "card" },
    latest_charge: { amount: 6_000, paid: true },
  })
})

it("authorises first and captures later with manual capture", async () => {
  const { id } = await create({ capture_method: "manual" })
  const held = await client.paymentIntents.confirm(id, {
    payment_method: "pm_card_visa",
  })
  expect(held).toMatchObject({
    status: "requires_capture",
    amount_capturable: 5_000,
  })

  const captured = await client.paymentIntents.capture(id, {
    amount_to_capture: 4_000,
  })
  expect(captured).toMatchObject({
    status: "succeeded",
    amount_received: 4_000,
  })

  const { data } = await client.charges.list({ payment_intent: id })
  expect(data[0]).toMatchObject({
    amount: 5_000,
    amount_captured: 4_000,
    captured: true,
  })

  const rest = client.refunds.create({ payment_intent: id, amount: 4_001 })
  await expect(rest).rejects.toThrow("greater than")
  await expect(
    client.refunds.create({ payment_intent: id })
  ).resolves.toMatchObject({
    amount: 4_000,
  })
})

it("refuses steps that do not fit its status, and shows the PaymentIntent", async () => {
  const paid = await create({ confirm: true, payment_method: "pm_card_visa" })

  await expect(client.paymentIntents.cancel(paid.id)).rejects.toMatchObject({
    code: "payment_intent_unexpected_state",
    payment_intent: { id: paid.id, status: "succeeded" },
  })
  await expect(client.paymentIntents.capture(paid.id)).rejects.toMatchObject({
    code: "payment_intent_unexpected_state",
  })
})

it("is cancelled while nothing is paid", async () => {
  const { id } = await create()

  expect(await client.paymentIntents.cancel(id)).toMatchObject({
    status: "canceled",
  })
})

it("fails with a declined card, and can be paid with another", async () => {
  const { id } = await create()
  const declined = client.paymentIntents.confirm(id, {
    payment_method: "pm_card_chargeDeclined",
  })
  await expect(declined).rejects.toMatchObject({
    type: "StripeCardError",
    code: "card_declined",
  })

  const waiting = await client.paymentIntents.retrieve(id)
  expect(waiting).toMatchObject({
    status: "requires_payment_method",
    last_payment_error: { code: "card_declined" },
  })
  const paid = await client.paymentIntents.confirm(id, {
    payment_method: "pm_card_visa",
  })
  expect(paid).toMatchObject({ status: "succeeded", last_payment_error: null })
})

it("is listed by customer and by time", async () => {
  const customer = await client.customers.create({ email: "bob@example.com" })
  const { id } = await create({ customer: customer.id })

  const own = await client.paymentIntents.list({ customer: customer.id })
  expect(own.data.map((intent) => intent.id)).toEqual([id])
  const future = await client.paymentIntents.list({
    created: { gt: 4_000_000_000 },
  })
  expect(future.data).toEqual([])
})
