import type Stripe from "stripe"
import type { StripeStandIn } from ".."
import {
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
  // 17,999 and 8.25 % tax.
  intent = paymentOf(standIn.storefront.checkout(suitCheckout()))
})

afterAll(() => standIn.close())

it("refunds in parts until nothing is left, and says so as Stripe does", async () => {
  await client.refunds.create({ payment_intent: intent, amount: 10_000 })
  expect(await chargeOf(intent)).toMatchObject({
    amount_refunded: 10_000,
    refunded: false,
  })

  const tooMuch = client.refunds.create({
    payment_intent: intent,
    amount: 10_000,
  })
  await expect(tooMuch).rejects.toMatchObject({
    message:
      "Refund amount ($100.00) is greater than unrefunded amount on charge ($94.84)",
    param: "amount",
  })

  const rest = await client.refunds.create({ payment_intent: intent })
  expect(rest.amount).toBe(9_484)
  expect(await chargeOf(intent)).toMatchObject({
    amount_refunded: 19_484,
    refunded: true,
  })

  const again = client.refunds.create({ payment_intent: intent })
  await expect(again).rejects.toMatchObject({
    code: "charge_already_refunded",
    statusCode: 400,
  })
})

it("refuses more than was charged", async () => {
  const tooMuch = client.refunds.create({
    payment_intent: intent,
    amount: 20_000,
  })

  await expect(tooMuch).rejects.toThrow(
    "Refund amount ($200.00) is greater than charge amount ($194.84)"
  )
})

it("refuses to refund a payment that the bank has not answered yet", async () => {
  const delayed = paymentOf(
    standIn.storefront.checkout(suitCheckout({ payment: "delayed" }))
  )

  await expect(
    client.refunds.create({ payment_intent: delayed })
  ).rejects.toThrow("does not have a successful charge")
})

it("tells of a refund by refund.created and by charge.refunded with the new sum", async () => {
  const refund = await client.refunds.create(
    {
      payment_intent: intent,
      amount: 500,
      reason: "requested_by_customer",
      metadata: { ref: "r1" },
    },
    { idempotencyKey: "refund-events" }
  )

  const { data } = await client.events.list({
    types: ["refund.created", "charge.refunded"],
    limit: 2,
  })
  expect(data.map((event) => event.type)).toEqual([
    "charge.refunded",
    "refund.created",
  ])
  const [charge, created] = data
  expect(charge?.data.object).toMatchObject({
    payment_intent: intent,
    amount_refunded: 500,
  })
  expect(charge?.data.previous_attributes).toMatchObject({ amount_refunded: 0 })
  expect(created?.data.object).toMatchObject({
    id: refund.id,
    metadata: { ref: "r1" },
  })
  expect(created?.request?.idempotency_key).toBe("refund-events")
})

it("lists refunds of a payment, newest first", async () => {
  const first = await client.refunds.create({
    payment_intent: intent,
    amount: 100,
  })
  const second = await client.refunds.create({
    payment_intent: intent,
    amount: 200,
  })

  const { data } = await client.refunds.list({ payment_intent: intent })
  expect(data.map((refund) => refund.id)).toEqual([second.id, first.id])
})

it("tells of a refund from the dashboard without any API request", () => {
  const before = standIn.requests().length
  const { refund, events } = standIn.storefront.refund({
    payment_intent: intent,
    amount: 700,
  })

  expect(refund).toMatchObject({
    amount: 700,
    status: "succeeded",
    payment_intent: intent,
  })
  expect(events).toHaveLength(2)
  expect(standIn.requests()).toHaveLength(before)
})

it("gives the money back to the shop when a refund fails later", async () => {
  const { refund } = standIn.storefront.refund({
    payment_intent: intent,
    amount: 700,
  })
  standIn.storefront.failRefund({ refund: refund.id })

  expect(await client.refunds.retrieve(refund.id)).toMatchObject({
    status: "failed",
  })
  expect(await chargeOf(intent)).toMatchObject({
    amount_refunded: 0,
    refunded: false,
  })
  const { data } = await client.events.list({ type: "refund.failed", limit: 1 })
  expect(data[0]?.data.object).toMatchObject({ id: refund.id })
})

it("marks a disputed charge, and closes the dispute once", async () => {
  standIn.storefront.dispute({ payment_intent: intent })
  expect(await chargeOf(intent)).toMatchObject({ disputed: true })

  const { dispute } = standIn.storefront.dispute({
    payment_intent: intent,
    close: "lost",
  })
  expect(await client.disputes.retrieve(dispute.id)).toMatchObject({
    status: "lost",
  })
  expect(() =>
    standIn.storefront.dispute({ payment_intent: intent, close: "won" })
  ).toThrow("no open dispute")
  const { data } = await client.events.list({
    types: ["charge.dispute.*"],
    limit: 3,
  })
  expect(data.map((event) => event.type)).toEqual([
    "charge.dispute.closed",
    "charge.dispute.funds_withdrawn",
    "charge.dispute.created",
  ])
})

it("takes a chargeback's money away, and gives it back when it is won", async () => {
  standIn.storefront.dispute({ payment_intent: intent })
  standIn.storefront.dispute({ payment_intent: intent, move: "evidence" })
  const { dispute } = standIn.storefront.dispute({
    payment_intent: intent,
    close: "won",
  })
  const { balance_transactions, evidence_details } =
    await client.disputes.retrieve(dispute.id)
  expect(balance_transactions.map(({ amount }) => amount)).toEqual([
    -dispute.amount,
    dispute.amount,
  ])
  expect(evidence_details).toMatchObject({ submission_count: 1 })
  // A chargeback is no refund.
  expect(await chargeOf(intent)).toMatchObject({ amount_refunded: 0 })
})

it("lets a bank only ask, and moves money once it is a chargeback", async () => {
  const ask = (more: {
    move?: "chargeback"
    close?: "won" | "warning_closed"
  }) => standIn.storefront.dispute({ payment_intent: intent, ...more }).dispute
  const { dispute } = standIn.storefront.dispute({
    payment_intent: intent,
    inquiry: true,
  })
  expect(dispute).toMatchObject({
    status: "warning_needs_response",
    balance_transactions: [],
  })
  expect(() => ask({ close: "won" })).toThrow("cannot become won")
  expect(ask({ move: "chargeback" })).toMatchObject({
    status: "needs_response",
    balance_transactions: [{ amount: -dispute.amount }],
  })
  expect(() => ask({ close: "warning_closed" })).toThrow("cannot become")
  const { data } = await client.disputes.list({ payment_intent: intent })
  expect(data.map(({ id }) => id)).toEqual([dispute.id])
})

async function chargeOf(id: string): Promise<Stripe.Charge> {
  const { latest_charge } = await client.paymentIntents.retrieve(id, {
    expand: ["latest_charge"],
  })
  return latest_charge as Stripe.Charge
}

it("takes back a pending refund that is cancelled, and does not call that a failure", async () => {
  const { refund } = standIn.storefront.refund({
    payment_intent: intent,
    amount: 700,
    status: "pending",
  })
  expect(refund).toMatchObject({
    status: "pending",
    pending_reason: "processing",
  })
  expect(await chargeOf(intent)).toMatchObject({ amount_refunded: 700 })

  const { events } = standIn.storefront.failRefund({
    refund: refund.id,
    as: "canceled",
  })

  expect(await client.refunds.retrieve(refund.id)).toMatchObject({
    status: "canceled",
  })
  expect(await chargeOf(intent)).toMatchObject({ amount_refunded: 0 })
  const told = events.map((id) => standIn.store.events.get(id)?.type)
  expect(told).toEqual(["refund.updated", "charge.refund.updated"])
})

it("answers a refund with what the faults say becomes of it, one after another", async () => {
  standIn.faults.set({ refunds: ["failed", "pending"] })
  const create = () =>
    client.refunds.create({ payment_intent: intent, amount: 500 })

  expect([await create(), await create(), await create()]).toMatchObject([
    { status: "failed", failure_reason: "expired_or_canceled_card" },
    { status: "pending" },
    { status: "succeeded" },
  ])
  expect(await chargeOf(intent)).toMatchObject({ amount_refunded: 1_000 })
})
