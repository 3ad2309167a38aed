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

beforeAll(async () => {
  standIn = await startForTest()
  client = clientFor(standIn)
})

afterAll(() => standIn.close())

describe("how a checkout is paid", () => {
  it("by card: paid, with address and phone where Stripe has them", () => {
    const checkout = standIn.storefront.checkout(
      suitCheckout({ country: "CA" })
    )
    const { session, payment_intent: intent } = checkout

    expect(session).toMatchObject({
      status: "complete",
      payment_status: "paid",
    })
    expect(session.customer_details?.phone).toMatch(/^\+1\d{10}$/)
    expect(
      session.collected_information?.shipping_details?.address.country
    ).toBe("CA")
    expect(intent).toMatchObject({
      status: "succeeded",
      amount: session.amount_total,
      amount_received: session.amount_total,
      metadata: {},
    })
  })

  it("by Link, with Link's payment method", async () => {
    const intent = paymentOf(
      standIn.storefront.checkout(suitCheckout({ payment: "link" }))
    )

    const [charge] = (await client.charges.list({ payment_intent: intent }))
      .data
    expect(charge?.payment_method_details?.type).toBe("link")
  })

  it("later: the session completes unpaid, and the bank's answer comes by another event", async () => {
    const checkout = standIn.storefront.checkout(
      suitCheckout({ payment: "delayed" })
    )
    const intent = paymentOf(checkout)

    expect(checkout.session).toMatchObject({
      status: "complete",
      payment_status: "unpaid",
    })
    expect(await client.paymentIntents.retrieve(intent)).toMatchObject({
      status: "processing",
    })

    const settled = standIn.storefront.asyncPayment({
      session: checkout.session.id,
      outcome: "succeeded",
    })
    expect(settled.session.payment_status).toBe("paid")
    expect(await typesOf(settled.events)).toEqual([
      "charge.succeeded",
      "payment_intent.succeeded",
      "checkout.session.async_payment_succeeded",
    ])
    expect(await client.paymentIntents.retrieve(intent)).toMatchObject({
      status: "succeeded",
      amount_received: checkout.session.amount_total,
    })
  })

  it("later and then not at all", async () => {
    const checkout = standIn.storefront.checkout(
      suitCheckout({ payment: "delayed" })
    )
    const failed = standIn.storefront.asyncPayment({
      session: checkout.session.id,
      outcome: "failed",
    })

    expect(failed.session.payment_status).toBe("unpaid")
    expect(await typesOf(failed.events)).toContain(
      "checkout.session.async_payment_failed"
    )
    const intent = await client.paymentIntents.retrieve(paymentOf(checkout))
    expect(intent).toMatchObject({
      status: "requires_payment_method",
      amount_received: 0,
    })
  })

  it("not at all: the session stays open, and can expire", async () => {
    const { session, events } = standIn.storefront.checkout(
      suitCheckout({ payment: "unpaid" })
    )
    expect(session).toMatchObject({
      status: "open",
      payment_status: "unpaid",
      payment_intent: null,
    })
    expect(events).toEqual([])

    const expired = standIn.storefront.expire({ session: session.id })
    expect(expired.session.status).toBe("expired")
    expect(await typesOf(expired.events)).toEqual(["checkout.session.expired"])
  })

  it("with nothing to pay: no PaymentIntent, one event", async () => {
    const checkout = standIn.storefront.checkout(
      suitCheckout({ payment: "no_payment_required" })
    )

    expect(checkout.payment_intent).toBeNull()
    expect(checkout.session).toMatchObject({
      amount_total: 0,
      payment_status: "no_payment_required",
      payment_intent: null,
    })
    expect(await typesOf(checkout.events)).toEqual([
      "checkout.session.completed",
    ])
  })

  it("refuses «nothing to pay» where express shipping still costs", () => {
    const before = standIn.store.paymentIntents.size
    const options = suitCheckout({
      payment: "no_payment_required",
      shipping: "express",
    })

    expect(() => standIn.storefront.checkout(options)).toThrow(
      "The session costs 1500"
    )
    expect(standIn.store.paymentIntents.size).toBe(before)
  })

  it("in one second, with four events, of which the session's has no line items", async () => {
    const { events } = standIn.storefront.checkout(suitCheckout())

    const stored = await Promise.all(
      events.map((id) => client.events.retrieve(id))
    )
    expect(stored.map((event) => event.type)).toEqual([
      "payment_intent.created",
      "charge.succeeded",
      "payment_intent.succeeded",
      "checkout.session.completed",
    ])
    expect(new Set(stored.map((event) => event.created)).size).toBe(1)
    expect(stored.at(-1)?.data.object).not.toHaveProperty("line_items")
  })

  it("invents another customer each time", () => {
    const customers = Array.from(
      { length: 5 },
      () => standIn.storefront.checkout(suitCheckout()).session.customer_details
    )
    const different = (values: unknown[]) => new Set(values).size

    expect(different(customers.map((customer) => customer?.email))).toBe(5)
    expect(different(customers.map((customer) => customer?.name))).toBe(5)
    expect(
      different(customers.map((customer) => customer?.address?.line1))
    ).toBe(5)
  })

  it("keeps the customer's own words, and what is missing", () => {
    const { session } = standIn.storefront.checkout(
      suitCheckout({
        customer: { email: null, name: "Zoë 🤵 O’Neil", address: null },
      })
    )

    expect(session.customer_details).toMatchObject({
      email: null,
      name: "Zoë 🤵 O’Neil",
    })
    expect(session.collected_information?.shipping_details).toBeNull()
  })
})

async function typesOf(events: string[]): Promise<string[]> {
  const stored = await Promise.all(
    events.map((id) => client.events.retrieve(id))
  )
  return stored.map((event) => event.type)
}
