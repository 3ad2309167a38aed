import type {
  StorefrontEventDetailResponse,
  StorefrontEventIgnoreResponse,
} from "../../../src/types/storefront-events"
import { posted } from "../../helpers/answer-of"
import { openIdleShop } from "../../helpers/idle-shop"
import type { Shop } from "../../helpers/shop"
import { storeEvents, storedEvent } from "../../helpers/stored-events"

const EVENTS = "/admin/storefront/events"
const REASON = "Refunded by hand at Stripe"

describe("POST /admin/storefront/events/:id/ignore", () => {
  let shop: Shop

  beforeAll(async () => {
    shop = await openIdleShop("ignore_event")
  })

  afterAll(async () => {
    await shop.close()
  })

  beforeEach(async () => {
    await shop.db.query("DELETE FROM stripe_event_attempt")
    await shop.db.query("DELETE FROM stripe_event")
  })

  const ignore = (id: string, body: unknown = { reason: REASON }) =>
    posted<StorefrontEventIgnoreResponse>(shop, `${EVENTS}/${id}/ignore`, body)

  const read = async (id: string) => {
    const path = `${EVENTS}/${id}`
    return (await shop.admin<StorefrontEventDetailResponse>(path)).event
  }

  it.each(["pending", "dead"] as const)(
    "sets one aside that is %s, and keeps who said so and why",
    async (state) => {
      await storeEvents(shop.db, [
        { id: "evt_1", state, failing_since: "2026-01-01T00:00:00Z" },
      ])
      const { status, body } = await ignore("evt_1")
      expect(status).toBe(200)
      expect(body).toMatchObject({
        ignored: true,
        already_ignored: false,
        message: expect.stringContaining("a retry brings it back"),
        event: {
          state: "ignored",
          outcome_code: "ignored_by_staff",
          outcome_message: REASON,
          failing_since: null,
          finished_at: expect.any(String),
        },
      })
      const { attempts } = await read("evt_1")
      expect(attempts).toEqual([
        expect.objectContaining({
          outcome: "ignored",
          code: "ignored_by_staff",
          message: expect.stringMatching(
            /^Refunded by hand at Stripe \(user_\w+\)$/
          ),
        }),
      ])
    }
  )

  it("F69: does it once where two do it at once, and tells both", async () => {
    await storeEvents(shop.db, [{ id: "evt_1", state: "dead" }])
    const answers = await Promise.all([
      ignore("evt_1", { reason: "First" }),
      ignore("evt_1", { reason: "Second" }),
    ])
    expect(answers.map(({ status }) => status)).toEqual([200, 200])
    expect(answers.filter(({ body }) => body.ignored)).toHaveLength(1)
    expect(answers.filter(({ body }) => body.already_ignored)).toHaveLength(1)
    expect((await read("evt_1")).attempts).toHaveLength(1)
    const again = await ignore("evt_1", { reason: "Third" })
    expect(again.body.event.outcome_message).toMatch(/First|Second/)
  })

  it("is undone by a retry", async () => {
    await storeEvents(shop.db, [{ id: "evt_1", state: "dead" }])
    await ignore("evt_1")
    expect((await posted(shop, `${EVENTS}/evt_1/retry`)).body).toMatchObject({
      retried: true,
      event: { state: "pending" },
    })
  })

  it.each(["running", "done"] as const)(
    "refuses one that is %s, and leaves it as it is",
    async (state) => {
      await storeEvents(shop.db, [{ id: "evt_1", state }])
      const before = await storedEvent(shop.db, "evt_1")
      expect(await ignore("evt_1")).toEqual({
        status: 409,
        body: {
          type: "conflict",
          code: `event_${state}`,
          message: expect.stringMatching(/\w{3}/),
        },
      })
      expect(await storedEvent(shop.db, "evt_1")).toEqual(before)
      expect((await read("evt_1")).attempts).toEqual([])
    }
  )

  it("says that there is no such event", async () => {
    expect(await ignore("evt_nobody")).toMatchObject({
      status: 404,
      body: { type: "not_found", code: "not_found" },
    })
  })

  it("F66: keeps any text as a reason", async () => {
    const reason =
      "'); DROP TABLE stripe_event;-- <script> \r\n \ud800 \u0000 🤵"
    await storeEvents(shop.db, [{ id: "evt_1", state: "dead" }])
    const { body } = await ignore("evt_1", { reason })
    expect(body.event.outcome_message).toBe(
      "'); DROP TABLE stripe_event;-- <script> \r\n \ufffd \ufffd 🤵"
    )
  })

  it.each([
    ["no reason", {}],
    ["an empty reason", { reason: "  " }],
    ["a reason of 501 characters", { reason: "x".repeat(501) }],
    ["a reason that is no text", { reason: 1 }],
    ["an unknown field", { reason: "x", by: "me" }],
    ["no body", undefined],
  ])("F67: refuses %s", async (_, body) => {
    const answer = await posted(shop, `${EVENTS}/evt_1/ignore`, body)
    expect(answer).toMatchObject({
      status: 400,
      body: {
        code: "invalid_data",
        message: expect.stringMatching(/reason|by/),
      },
    })
  })
})
