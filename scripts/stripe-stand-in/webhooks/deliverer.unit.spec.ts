import Stripe from "stripe"
import type { StripeStandIn } from ".."
import {
  clientFor,
  startForTest,
  suitCheckout,
  WEBHOOK_SECRET,
} from "../testing/fixture"
import { startReceiver, type Receiver } from "../testing/receiver"

const SENT = [
  "payment_intent.created",
  "charge.succeeded",
  "payment_intent.succeeded",
  "checkout.session.completed",
]

const { webhooks } = new Stripe("sk_test_verifies_only")

let standIn: StripeStandIn
let receiver: Receiver

beforeEach(async () => {
  receiver = await startReceiver()
  standIn = await startForTest({ webhookUrl: receiver.url })
})

afterEach(async () => {
  await standIn.close()
  await receiver.close()
})

const arrivedTypes = () => receiver.received.map(({ type }) => type)

it("delivers each event once, signed so that Stripe's own client accepts it", async () => {
  const { events } = standIn.storefront.checkout(suitCheckout())
  await standIn.idle()

  const verified = receiver.received.map(({ body, signature }) =>
    webhooks.constructEvent(body, signature, WEBHOOK_SECRET)
  )
  expect(verified.map((event) => event.id)).toEqual(events)
  expect(verified.map((event) => event.type)).toEqual(SENT)
  expect(verified[0]).toMatchObject({
    api_version: Stripe.API_VERSION,
    livemode: false,
    pending_webhooks: 1,
    request: { id: null },
  })
})

it("signs with the endpoint's secret and no other", async () => {
  standIn.storefront.checkout(suitCheckout())
  await standIn.idle()

  const [first] = receiver.received
  expect(() =>
    webhooks.constructEvent(
      first?.body ?? "",
      first?.signature ?? "",
      "whsec_other"
    )
  ).toThrow(Stripe.errors.StripeSignatureVerificationError)
})

it("signs any bytes, at any time, with any secret", () => {
  const text = '{"id":"evt_1","object":"event"}'
  const bytes = Buffer.from([0x7b, 0xff, 0xfe, 0x7d])
  const timestamp = 1_700_000_000

  expect(standIn.sign(text, { timestamp })).toBe(
    webhooks.generateTestHeaderString({
      payload: text,
      secret: WEBHOOK_SECRET,
      timestamp,
    })
  )
  expect(standIn.sign(bytes, { timestamp })).not.toBe(
    standIn.sign(bytes.toString(), { timestamp })
  )
  expect(standIn.sign(text, { timestamp, secret: "whsec_other" })).not.toBe(
    standIn.sign(text, { timestamp })
  )
})

it("tries again until the endpoint takes the event, and records every try", async () => {
  receiver.answerWith(500, 503, 302)
  const { events } = standIn.storefront.checkout(
    suitCheckout({ payment: "no_payment_required" })
  )
  await standIn.idle()

  expect(standIn.deliveries()).toMatchObject([
    { event_id: events[0], attempt: 1, status: 500, outcome: "refused" },
    { event_id: events[0], attempt: 2, status: 503, outcome: "refused" },
    { event_id: events[0], attempt: 3, status: 302, outcome: "refused" },
    { event_id: events[0], attempt: 4, status: 200, outcome: "delivered" },
  ])
  const event = await clientFor(standIn).events.retrieve(events[0] ?? "")
  expect(event.pending_webhooks).toBe(0)
})

it("gives up after its tries when nobody listens, and the event stays undelivered", async () => {
  await receiver.close()
  const lonely = await startForTest({
    webhookUrl: receiver.url,
    retry: { delayMs: 1, maxAttempts: 3 },
  })
  const { events } = lonely.storefront.checkout(
    suitCheckout({ payment: "no_payment_required" })
  )
  await lonely.idle()

  expect(lonely.deliveries()).toMatchObject([
    { attempt: 1, status: null, outcome: "failed" },
    { attempt: 2, status: null, outcome: "failed" },
    { attempt: 3, status: null, outcome: "failed" },
  ])
  const event = await clientFor(lonely).events.retrieve(events[0] ?? "")
  expect(event.pending_webhooks).toBe(1)
  await lonely.close()
})

it("keeps events at Stripe when told not to deliver", async () => {
  const { events } = standIn.storefront.checkout(
    suitCheckout({ deliver: false })
  )
  await standIn.idle()

  expect(receiver.received).toEqual([])
  expect(events).toHaveLength(4)
})

it("sends an event again on demand, as often as told and all at once", async () => {
  const { events } = standIn.storefront.checkout(
    suitCheckout({ deliver: false })
  )
  const attempts = await standIn.deliver(events[3] ?? "", { times: 100 })

  expect(
    attempts.filter(({ outcome }) => outcome === "delivered")
  ).toHaveLength(100)
  expect(new Set(arrivedTypes())).toEqual(
    new Set(["checkout.session.completed"])
  )
})

it("can sign a delivery wrongly or late", async () => {
  const { events } = standIn.storefront.checkout(
    suitCheckout({ deliver: false })
  )
  await standIn.deliver(events[0] ?? "", {
    secret: "whsec_other",
    timestamp: 1_700_000_000,
  })

  const [{ body, signature }] = receiver.received as [
    Receiver["received"][number],
  ]
  expect(signature).toContain("t=1700000000,")
  expect(() =>
    webhooks.constructEvent(body, signature, "whsec_other", 0)
  ).not.toThrow()
})

it("sends a checkout's events several times when the checkout says so", async () => {
  standIn.storefront.checkout(suitCheckout({ duplicate: 2 }))
  await standIn.idle()

  expect(arrivedTypes()).toEqual(SENT.flatMap((type) => [type, type, type]))
})

describe("delivery faults", () => {
  it("reverse the order of one moment's events", async () => {
    standIn.faults.set({ delivery: { reorder: true } })
    standIn.storefront.checkout(suitCheckout())
    await standIn.idle()

    expect(arrivedTypes()).toEqual(SENT.toReversed())
  })

  it("duplicate every event", async () => {
    standIn.faults.set({ delivery: { duplicate: 1 } })
    standIn.storefront.checkout(suitCheckout())
    await standIn.idle()

    expect(arrivedTypes()).toEqual(SENT.flatMap((type) => [type, type]))
  })

  it("lose deliveries for good, and only as many as told", async () => {
    standIn.faults.set({ delivery: { drop: 3 } })
    standIn.storefront.checkout(suitCheckout())
    await standIn.idle()

    expect(arrivedTypes()).toEqual(["checkout.session.completed"])
    const dropped = standIn
      .deliveries()
      .filter(({ outcome }) => outcome === "dropped")
    expect(dropped).toHaveLength(3)
  })

  it("end when they are cleared", async () => {
    standIn.faults.set({ delivery: { drop: 100, duplicate: 5 } })
    standIn.faults.clear()
    standIn.storefront.checkout(suitCheckout())
    await standIn.idle()

    expect(arrivedTypes()).toEqual(SENT)
  })
})

it("closes while deliveries are still waiting to be tried again", async () => {
  await receiver.close()
  const stubborn = await startForTest({
    webhookUrl: receiver.url,
    retry: { delayMs: 3_600_000 },
  })
  stubborn.storefront.checkout(suitCheckout())

  await expect(stubborn.close()).resolves.toBeUndefined()
})
