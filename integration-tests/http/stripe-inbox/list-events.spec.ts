import type { StorefrontEventListResponse } from "../../../src/types/storefront-events"
import { answerOf } from "../../helpers/answer-of"
import { openIdleShop } from "../../helpers/idle-shop"
import type { Shop } from "../../helpers/shop"
import { storeEvents } from "../../helpers/stored-events"

const EVENTS = "/admin/storefront/events"

describe("GET /admin/storefront/events", () => {
  let shop: Shop

  beforeAll(async () => {
    shop = await openIdleShop("list_events")
    await storeEvents(shop.db, [
      { id: "evt_done", payment: "pi_1", received_at: "2026-01-01T01:00:00Z" },
      {
        id: "evt_dead",
        state: "dead",
        type: "charge.succeeded",
        payment: "pi_1",
        outcome_code: "stripe_refused",
        received_at: "2026-01-01T02:00:00Z",
      },
      {
        id: "evt_ignored",
        state: "ignored",
        outcome_code: "event_type_not_handled",
        received_at: "2026-01-01T03:00:00Z",
      },
      {
        id: "evt_pending",
        state: "pending",
        type: "charge.succeeded",
        received_at: "2026-01-01T04:00:00Z",
      },
      {
        id: "evt_running",
        state: "running",
        received_at: "2026-01-01T05:00:00Z",
      },
    ])
  })

  afterAll(async () => {
    await shop.close()
  })

  const list = (query: string) =>
    shop.admin<StorefrontEventListResponse>(`${EVENTS}?${query}`)

  it.each([
    ["", ["running", "pending", "ignored", "dead", "done"]],
    ["order=-received_at", ["running", "pending", "ignored", "dead", "done"]],
    ["order=received_at", ["done", "dead", "ignored", "pending", "running"]],
    ["state=dead", ["dead"]],
    ["state=dead,ignored", ["ignored", "dead"]],
    ["state=pending,running,done,dead", ["running", "pending", "dead", "done"]],
    ["state=dead,dead", ["dead"]],
    ["type=charge.succeeded", ["pending", "dead"]],
    ["type=charge.refunded", []],
    ["payment=pi_1", ["dead", "done"]],
    ["outcome_code=stripe_refused&state=dead,pending", ["dead"]],
    ["received_after=2026-01-01T04:00:00Z", ["running", "pending"]],
    ["received_before=2026-01-01T02:00:00Z", ["done"]],
    [
      "received_after=2026-01-01T02:00:00%2B01:00&received_before=2026-01-01T03:00:00Z",
      ["dead", "done"],
    ],
    ["payment=pi_1&state=done&type=product.updated", ["done"]],
  ])("narrowed down with «%s» lists %j", async (query, expected) => {
    const { events, next_cursor, limit } = await list(query)
    expect(events.map(({ id }) => id)).toEqual(
      expected.map((id) => `evt_${id}`)
    )
    expect({ next_cursor, limit }).toEqual({ next_cursor: null, limit: 50 })
  })

  it("shows an event without its payload and its lease", async () => {
    const { events } = await list("state=dead")
    expect(events).toEqual([
      {
        id: "evt_dead",
        type: "charge.succeeded",
        state: "dead",
        source: "webhook",
        livemode: false,
        api_version: null,
        payment: "pi_1",
        object_id: null,
        stripe_created_at: expect.any(String),
        received_at: "2026-01-01T02:00:00.000Z",
        next_attempt_at: null,
        started_at: null,
        finished_at: expect.any(String),
        failing_since: null,
        attempts_count: 1,
        outcome_code: "stripe_refused",
        outcome_message: null,
        generation: 1,
        payload_pruned: false,
      },
    ])
  })

  it.each([
    ["", ""],
    ["order=received_at", ""],
    ["state=done,dead,ignored", "&state=done,dead,ignored"],
  ])(
    "F67: gives every event once, page by page, where many arrived in one moment (%s)",
    async (query) => {
      await shop.db.query("DELETE FROM stripe_event")
      // Two moments within one millisecond, which a JavaScript date cannot tell apart.
      const states = ["done", "dead", "ignored"] as const
      await storeEvents(
        shop.db,
        Array.from({ length: 250 }, (_, index) => ({
          id: `evt_${String((index * 7919) % 250).padStart(3, "0")}`,
          state: states[index % 3] ?? "done",
          received_at: `2026-02-01T00:00:00.00000${index % 2}Z`,
        }))
      )
      const seen: string[] = []
      let cursor: string | null = null
      do {
        const page: StorefrontEventListResponse = await list(
          `${query}&limit=17${cursor ? `&cursor=${cursor}` : ""}`
        )
        seen.push(...page.events.map(({ id }) => id))
        cursor = page.next_cursor
      } while (cursor)
      const direction = query.includes("order=received_at") ? "ASC" : "DESC"
      const { rows } = await shop.db.query<{ id: string }>(
        `SELECT id FROM stripe_event ORDER BY received_at ${direction}, id ${direction}`
      )
      expect(seen).toEqual(rows.map(({ id }) => id))
    }
  )

  it.each([
    ["limit=201", "limit"],
    ["limit=0", "limit"],
    ["limit=many", "limit"],
    ["colour=red", "colour"],
    ["offset=5", "offset"],
    ["state=dead&state=done", "state"],
    ["state=lost", "pending, running, done, ignored, dead"],
    ["state=", "pending, running, done, ignored, dead"],
    ["type=a&type=b", "type"],
    ["type='%20OR%201=1--", "charge.refunded"],
    ["payment=%00", "PaymentIntent"],
    ["payment[$ne]=x", "payment"],
    ["outcome_code=a%20b&state=dead", "outcome_code"],
    ["outcome_code=a", "needs a 'state'"],
    ["outcome_code=a&state=dead,done", "needs a 'state'"],
    ["received_after=yesterday", "2026-11-21T09:00:00Z"],
    ["received_after=2026-02-30T00:00:00Z", "2026-11-21T09:00:00Z"],
    ["received_after=0000-01-01T00:00:00Z", "year 0"],
    ["order=id", "received_at"],
    ["cursor=abc", "leave it out"],
    ["cursor=", "leave it out"],
  ])(
    "F67: refuses «%s» and says what is wrong with it",
    async (query, hint) => {
      const { status, body } = await answerOf(shop, `${EVENTS}?${query}`)
      expect({ status, body }).toEqual({
        status: 400,
        body: {
          type: "invalid_data",
          code: expect.stringMatching(/^(invalid_data|parameter_\w+)$/),
          message: expect.stringContaining(hint),
        },
      })
    }
  )

  it("is for staff alone", async () => {
    for (const path of [
      "",
      "/evt_1",
      "/evt_1/retry",
      "/retry",
      "/evt_1/ignore",
    ]) {
      const isPost = /retry|ignore/.test(path)
      const answer = await fetch(`${shop.url}${EVENTS}${path}`, {
        method: isPost ? "POST" : "GET",
      })
      expect([path, answer.status]).toEqual([path, 401])
    }
    const status = await fetch(`${shop.url}/admin/storefront/status`)
    expect(status.status).toBe(401)
  })
})
