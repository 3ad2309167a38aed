import {
  caughtUp,
  countOrdersTwice,
  hoursAgo,
  leaveFor,
  linesOf,
  ordersOf,
  payUnheard,
  readCatchUp,
  runOfStart,
} from "../helpers/catch-up"
import { Shop } from "../helpers/shop"
import { inboxAtRest } from "../helpers/storefront"
import { waitFor } from "../helpers/wait-for"

/** The log is written after the row. */
const failureSaid = (shop: Shop) =>
  waitFor(
    "the failure to be said",
    () => linesOf(shop, "catching up failed").length > 0
  )

describe("catching up while something is wrong", () => {
  let shop: Shop

  beforeAll(async () => {
    shop = await Shop.open("catch_up_failing", {
      // Only the start of a process sets off a run.
      STRIPE_CATCH_UP_SECONDS: "600",
      STRIPE_CATCH_UP_SINCE: new Date(hoursAgo(240) * 1000).toISOString(),
    })
    await runOfStart(shop)
  })
  afterEach(() => {
    shop.stripe.faults.clear()
  })
  afterAll(async () => {
    await shop.close()
  })

  it("F43: keeps how far it came when Stripe fails in the middle, and goes on from there", async () => {
    await leaveFor(shop, 36)
    const payments = [30, 29, 10, 9, 1].map((hours) =>
      payUnheard(shop, { created: hoursAgo(hours) })
    )
    shop.stripe.faults.set({
      rules: [
        { pathPrefix: "/v1/events", times: 2, kind: "slow" },
        { pathPrefix: "/v1/events", times: 3, kind: "500" },
      ],
    })

    await shop.restart()
    const failed = await runOfStart(shop)
    expect(failed.failure_code).toMatch(/^stripe_/)
    expect(failed.failure_message).toMatch(/^Stripe: /)
    expect(hoursSince(failed.events_until)).toBeCloseTo(24.2, 1)
    await failureSaid(shop)
    expect(linesOf(shop, "catching up failed")).toHaveLength(1)

    await shop.stop()
    shop.stripe.clearRequests()
    await shop.restart()
    const row = await waitFor("the failure to be over", async () => {
      const row = await readCatchUp(shop)
      return row?.failure_code === null && row
    })
    await inboxAtRest(shop)
    expect(hoursSince(row.events_until)).toBeCloseTo(0, 0)
    // Spans of six hours: five for the 24 that were left, not seven for all.
    const asked = shop.stripe
      .requests()
      .filter((request) => request.path === "/v1/events")
    expect(asked).toHaveLength(5)
    expect((await ordersOf(shop, payments)).orders).toBe(payments.length)
    const { orders, inLedger } = await countOrdersTwice(shop)
    expect({ orders, inLedger }).toEqual({ orders: 5, inLedger: 5 })
  })

  it("holds up no other payment for one that cannot be imported, and tries that again", async () => {
    await leaveFor(shop, 1)
    const lost = (hours: number) =>
      payUnheard(shop, { created: hoursAgo(hours), lose_events: true })
    const before = lost(0.6)
    const poison = lost(0.5)
    const after = lost(0.4)
    const session = shop.stripe.store.checkoutSessions.find(
      ({ payment_intent }) => payment_intent === poison
    )
    shop.stripe.faults.set({
      rules: [
        {
          pathPrefix: `/v1/checkout/sessions/${session?.id ?? ""}`,
          times: 3,
          kind: "500",
        },
      ],
    })

    await shop.restart()
    const failed = await runOfStart(shop)
    expect(failed.failure_code).toBe("payments_not_imported")
    expect(failed.failure_message).toContain(poison)
    expect((await ordersOf(shop, [before, after])).orders).toBe(2)
    expect((await ordersOf(shop, [poison])).orders).toBe(0)

    await leaveFor(shop, 1)
    await shop.restart()
    expect((await runOfStart(shop)).failure_code).toBeNull()
    expect((await ordersOf(shop, [poison])).orders).toBe(1)
  })

  it("leaves a payment alone that staff have set aside, or see as given up", async () => {
    await leaveFor(shop, 1)
    const payments = [0.3, 0.2].map((hours) =>
      payUnheard(shop, { created: hoursAgo(hours), lose_events: true })
    )
    await shop.db.query(
      `INSERT INTO stripe_event
         (id, type, livemode, payment, stripe_created_at, received_at, payload, state, run_at, finished_at, outcome_code)
       VALUES
         ('evt_set_aside', 'payment_intent.succeeded', false, $1, now(), now(), '{}', 'ignored', now(), now(), 'ignored_by_staff'),
         ('evt_given_up', 'payment_intent.succeeded', false, $2, now(), now(), '{}', 'dead', now(), now(), 'payload_unreadable')`,
      payments
    )

    await shop.restart()
    expect((await runOfStart(shop)).failure_code).toBeNull()
    expect((await ordersOf(shop, payments)).orders).toBe(0)
  })

  it("F43: says so once a run while Stripe is out, starts all the same, and finds the payment when it is back", async () => {
    await leaveFor(shop, 1)
    const payment = payUnheard(shop, { created: hoursAgo(0.1) })
    shop.stripe.faults.set({ rules: [{ times: 1_000, kind: "503" }] })
    // Ready, though Stripe is not.
    await shop.restart({ STRIPE_CATCH_UP_SECONDS: "1" })

    const failed = await runOfStart(shop)
    expect(failed.failure_message).toMatch(/^Stripe: /)
    await failureSaid(shop)

    shop.stripe.faults.clear()
    expect((await caughtUp(shop)).failure_code).toBeNull()
    await inboxAtRest(shop)
    expect((await ordersOf(shop, [payment])).orders).toBe(1)
  })

  it("does nothing, and says nothing of it, where Stripe is not configured", async () => {
    await leaveFor(shop, 1)
    const before = await readCatchUp(shop)
    await shop.restart({ STRIPE_CATCH_UP_SECONDS: "1", STRIPE_API_KEY: "" })
    await shop.stop()
    expect(await readCatchUp(shop)).toEqual(before)
    expect(linesOf(shop, "catching up")).toEqual([])
  })
})

function hoursSince(moment: Date | null): number {
  return moment ? (Date.now() - moment.getTime()) / 3_600_000 : Infinity
}
