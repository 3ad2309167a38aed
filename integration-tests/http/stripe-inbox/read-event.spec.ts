import type { StorefrontEventDetailResponse } from "../../../src/types/storefront-events"
import { answerOf } from "../../helpers/answer-of"
import { buy } from "../../helpers/buy"
import { Shop } from "../../helpers/shop"
import { cartItem } from "../../helpers/storefront"
import { storeEvents } from "../../helpers/stored-events"
import { waitFor } from "../../helpers/wait-for"

const CUSTOMER = {
  email: "xaver.quill@xq-mail.example",
  name: "Xaver Quillfeather",
  phone: "+12125550177",
  address: {
    line1: "77 Xylophone Alley",
    city: "Xanadu City",
    state: "IL",
    postal_code: "60655",
    country: "US",
  },
}
const GIFT_MESSAGE = "Happy birthday dear Quentin"

describe("GET /admin/storefront/events/:id", () => {
  let shop: Shop
  let eventIds: string[]

  beforeAll(async () => {
    shop = await Shop.open("read_event")
    const { events } = await buy(shop, {
      kind: "ad_hoc",
      items: [cartItem("KCT-BURGUNDY-38R-2P")],
      customer: CUSTOMER,
      gift_message: GIFT_MESSAGE,
    })
    eventIds = events
  })

  afterAll(async () => {
    await shop.close()
  })

  const path = (id: string) => `/admin/storefront/events/${id}`

  async function read(id: string, query = "") {
    const { event } = await shop.admin<StorefrontEventDetailResponse>(
      `${path(id)}${query}`
    )
    return event
  }

  async function eventOfType(type: string) {
    const events = await Promise.all(eventIds.map((id) => read(id)))
    const event = events.find((one) => one.type === type)
    if (!event) {
      throw new Error(
        `No ${type} among ${events.map((one) => one.type).join()}`
      )
    }
    return event
  }

  it("F70: shows what was paid for, and nothing of who paid, in any of its events", async () => {
    for (const id of eventIds) {
      const event = await read(id)
      expect(event).toMatchObject({
        payload_masked: true,
        payload_pruned: false,
      })
      const text = JSON.stringify(event)
      const { address, ...contact } = CUSTOMER
      const { state: _, country, ...place } = address
      for (const value of [
        ...Object.values(contact),
        ...Object.values(place),
        GIFT_MESSAGE,
      ]) {
        expect(text).not.toContain(value)
      }
      expect(text).toContain(`"country":"${country}"`)
    }
    const { payload } = await eventOfType("checkout.session.completed")
    expect(payload).toMatchObject({
      data: {
        object: {
          object: "checkout.session",
          payment_status: "paid",
          currency: "usd",
          metadata: { order_type: "unified" },
        },
      },
    })
  })

  it("shows its attempts, newest last, and what came of it", async () => {
    const event = await eventOfType("checkout.session.completed")
    expect(event).toMatchObject({ state: "done", attempts_count: 1 })
    expect(event.attempts).toEqual([
      {
        number: 1,
        outcome: "succeeded",
        code: null,
        message: null,
        started_at: expect.any(String),
        finished_at: expect.any(String),
        duration_ms: expect.any(Number),
      },
    ])
  })

  it("F70: shows the payload as it came to who asks for it, and writes down who that was", async () => {
    const { id } = await eventOfType("checkout.session.completed")
    expect(shop.output()).not.toContain("payload read unmasked")

    const { payload, payload_masked } = await read(id, "?unmasked=true")

    expect(payload_masked).toBe(false)
    const { rows } = await shop.db.query<{ payload: string }>(
      "SELECT payload FROM stripe_event WHERE id = $1",
      [id]
    )
    expect(payload).toEqual(JSON.parse(rows[0]?.payload ?? ""))
    expect(JSON.stringify(payload)).toContain(CUSTOMER.email)
    await waitFor("the reading in the log", () =>
      new RegExp(
        `payload read unmasked event_id=${id} actor_type=user actor_id=user_\\w+`
      ).test(shop.output())
    )
    expect(shop.output()).not.toContain(CUSTOMER.email)
  })

  it("says that a payload was pruned", async () => {
    await storeEvents(shop.db, [{ id: "evt_pruned", payload: null }])
    expect(await read("evt_pruned")).toMatchObject({
      payload: null,
      payload_pruned: true,
    })
  })

  it("shows a payload that is no JSON as text, and only unmasked", async () => {
    await storeEvents(shop.db, [{ id: "evt_broken", payload: "Jo Doe {" }])
    expect((await read("evt_broken")).payload).toBe("[masked]")
    expect((await read("evt_broken", "?unmasked=true")).payload).toBe(
      "Jo Doe {"
    )
  })

  it.each([
    ["evt_nobody", "No event is known as evt_nobody"],
    ["..%2F..%2Fusers", "No event is known as this id"],
    ["x".repeat(256), "No event is known as this id"],
  ])("F66: says that there is no %s", async (id, message) => {
    expect(await answerOf(shop, path(id))).toEqual({
      status: 404,
      body: {
        type: "not_found",
        code: "not_found",
        message: expect.stringContaining(message),
      },
    })
  })

  it.each(["?unmasked=yes", "?unmasked=true&unmasked=true", "?colour=red"])(
    "F67: refuses «%s»",
    async (query) => {
      expect(
        await answerOf(shop, `${path("evt_pruned")}${query}`)
      ).toMatchObject({
        status: 400,
        body: {
          type: "invalid_data",
          code: query.includes("&") ? "parameter_repeated" : "invalid_data",
        },
      })
    }
  )
})
