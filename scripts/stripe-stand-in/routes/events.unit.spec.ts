import type Stripe from "stripe"
import type { StripeStandIn } from ".."
import { idOf } from "../ids"
import { clientFor, startForTest, suitCheckout } from "../testing/fixture"

const DAY = 24 * 60 * 60

let standIn: StripeStandIn
let client: Stripe
/** Newest first. */
let all: string[]

beforeAll(async () => {
  standIn = await startForTest()
  client = clientFor(standIn)
  const checkouts = Array.from({ length: 3 }, () =>
    standIn.storefront.checkout(suitCheckout())
  )
  all = checkouts.flatMap(({ events }) => events).toReversed()
})

afterAll(() => standIn.close())

const ids = async (params: Stripe.EventListParams) => {
  const { data, has_more } = await client.events.list(params)
  return { ids: data.map((event) => event.id), has_more }
}

it("are listed newest first, in pages forwards and backwards", async () => {
  const [, , third, fourth, fifth, sixth] = all

  expect(await ids({ limit: 100 })).toEqual({ ids: all, has_more: false })
  expect(await ids({ limit: 2, starting_after: third })).toEqual({
    ids: [fourth, fifth],
    has_more: true,
  })
  expect(await ids({ limit: 2, ending_before: sixth })).toEqual({
    ids: [fourth, fifth],
    has_more: true,
  })
  expect(await ids({ limit: 2, ending_before: third })).toEqual({
    ids: all.slice(0, 2),
    has_more: false,
  })
})

it("are found again by following every page", async () => {
  const seen: string[] = []
  for await (const event of client.events.list({ limit: 5 })) {
    seen.push(event.id)
  }

  expect(seen).toEqual(all)
})

it("are filtered by type, by several types and by a family of types", async () => {
  const types = async (params: Stripe.EventListParams) =>
    new Set(
      (await client.events.list({ limit: 100, ...params })).data.map(
        (event) => event.type
      )
    )

  expect(await types({ type: "charge.succeeded" })).toEqual(
    new Set(["charge.succeeded"])
  )
  expect(
    await types({ types: ["charge.succeeded", "checkout.session.completed"] })
  ).toEqual(new Set(["charge.succeeded", "checkout.session.completed"]))
  expect(await types({ types: ["payment_intent.*"] })).toEqual(
    new Set(["payment_intent.created", "payment_intent.succeeded"])
  )
})

it("go back 30 days and no further", async () => {
  const now = Math.floor(Date.now() / 1000)
  const checkout = (age: number) =>
    standIn.storefront.checkout(
      suitCheckout({ created: now - age, deliver: false })
    ).events
  const recent = checkout(29 * DAY)
  const old = checkout(31 * DAY)

  const listed = await ids({ limit: 100, created: { lt: now - DAY } })
  expect(listed.ids).toEqual(recent.toReversed())
  expect(listed.ids).not.toEqual(expect.arrayContaining(old))
})

it("are never made where a checkout loses them, though it is paid", async () => {
  const before = await ids({ limit: 100 })
  const { session, events } = standIn.storefront.checkout(
    suitCheckout({ lose_events: true })
  )

  expect(events).toEqual([])
  expect(await ids({ limit: 100 })).toEqual(before)
  const listed = await client.checkout.sessions.list({
    status: "complete",
    expand: ["data.payment_intent"],
  })
  expect(listed.data[0]).toMatchObject({
    id: session.id,
    payment_status: "paid",
    payment_intent: { object: "payment_intent", status: "succeeded" },
  })
})

it.each([
  [{ starting_after: "evt_missing" }, "No such event: 'evt_missing'"],
  [{ limit: 101 }, "Invalid limit"],
])("refuse a page that does not exist: %j", async (params, message) => {
  await expect(client.events.list(params)).rejects.toThrow(message)
})

it("keep their object as it was when they happened", async () => {
  const [completed] = (
    await client.events.list({ type: "checkout.session.completed" })
  ).data
  const session = completed?.data.object as Stripe.Checkout.Session
  standIn.storefront.refund({
    payment_intent: idOf(session.payment_intent) ?? "",
  })

  const [succeeded] = (await client.events.list({ type: "charge.succeeded" }))
    .data
  expect(succeeded?.data.object).toMatchObject({
    amount_refunded: 0,
    refunded: false,
  })
})
