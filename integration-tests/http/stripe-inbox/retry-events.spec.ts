import type {
  StorefrontEventRetryResponse,
  StorefrontEventsRetryResponse,
} from "../../../src/types/storefront-events"
import { posted } from "../../helpers/answer-of"
import { openIdleShop } from "../../helpers/idle-shop"
import type { Shop } from "../../helpers/shop"
import { storeEvents, storedEvent } from "../../helpers/stored-events"

const EVENTS = "/admin/storefront/events"

describe("sending events off again", () => {
  let shop: Shop

  beforeAll(async () => {
    shop = await openIdleShop("retry_events")
  })

  afterAll(async () => {
    await shop.close()
  })

  beforeEach(async () => {
    await shop.db.query("DELETE FROM stripe_event")
  })

  const retryOne = (id: string, body?: unknown) =>
    posted<StorefrontEventRetryResponse>(shop, `${EVENTS}/${id}/retry`, body)

  const retryMany = (body: unknown) =>
    posted<StorefrontEventsRetryResponse>(shop, `${EVENTS}/retry`, body)

  async function states(): Promise<Record<string, string>> {
    const { rows } = await shop.db.query<{ id: string; state: string }>(
      "SELECT id, state FROM stripe_event ORDER BY id"
    )
    return Object.fromEntries(rows.map(({ id, state }) => [id, state]))
  }

  it.each(["done", "ignored", "dead"] as const)(
    "makes one that is %s wait for a worker, from the first attempt on",
    async (state) => {
      await storeEvents(shop.db, [
        { id: "evt_1", state, failing_since: "2026-01-01T00:00:00Z" },
      ])
      const { status, body } = await retryOne("evt_1")
      expect(status).toBe(200)
      expect(body).toMatchObject({
        event: {
          id: "evt_1",
          state: "pending",
          failing_since: null,
          generation: 2,
        },
        retried: true,
        already_waiting: false,
        message: expect.stringContaining("as soon as a worker is free"),
      })
      expect(await storedEvent(shop.db, "evt_1")).toMatchObject({ attempt: 0 })
    }
  )

  it("makes one due at once that waits after a failure", async () => {
    await storeEvents(shop.db, [
      { id: "evt_1", state: "pending", due_in_s: 3_600, generation: 1 },
    ])
    expect((await retryOne("evt_1")).body).toMatchObject({ retried: true })
    const { run_at } = await storedEvent(shop.db, "evt_1")
    expect((run_at as Date).getTime()).toBeLessThanOrEqual(Date.now())
  })

  it("lets one that is running be done again afterwards", async () => {
    await storeEvents(shop.db, [{ id: "evt_1", state: "running" }])
    expect((await retryOne("evt_1")).body).toMatchObject({
      retried: true,
      event: { state: "running", generation: 2 },
    })
    expect((await retryOne("evt_1")).body).toMatchObject({
      retried: false,
      already_waiting: true,
      event: { generation: 2 },
    })
  })

  it("F69: does it once where ten people click at once, and tells all of them", async () => {
    await storeEvents(shop.db, [{ id: "evt_1", state: "dead" }])
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => retryOne("evt_1"))
    )
    expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(200))
    expect(answers.filter(({ body }) => body.retried)).toHaveLength(1)
    expect(answers.filter(({ body }) => body.already_waiting)).toHaveLength(9)
    expect(await storedEvent(shop.db, "evt_1")).toMatchObject({ generation: 2 })
  })

  it("F69: goes by what was looked at, where that is said", async () => {
    await storeEvents(shop.db, [{ id: "evt_1", state: "dead", generation: 3 }])
    expect((await retryOne("evt_1", { generation: 2 })).body).toMatchObject({
      retried: false,
      already_waiting: true,
    })
    expect((await retryOne("evt_1", { generation: 3 })).body).toMatchObject({
      retried: true,
    })
  })

  it("F69: sends many off once where two ask for the same at once", async () => {
    const ids = Array.from({ length: 300 }, (_, index) => `evt_${index}`)
    await storeEvents(
      shop.db,
      ids.map((id) => ({ id, state: "dead" as const }))
    )
    const answers = await Promise.all([
      retryMany({ ids }),
      retryMany({ filter: { state: "dead" } }),
      retryMany({
        filter: { state: ["dead", "ignored"], type: "product.updated" },
      }),
    ])
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200])
    const retried = answers.reduce((sum, { body }) => sum + body.retried, 0)
    expect(retried).toBe(300)
    const { rows } = await shop.db.query(
      "SELECT FROM stripe_event WHERE generation = 2 AND state = 'pending'"
    )
    expect(rows).toHaveLength(300)
  })

  it("says of many what was done with each, and what is not there", async () => {
    await storeEvents(shop.db, [
      { id: "evt_dead", state: "dead" },
      { id: "evt_due", state: "pending" },
      { id: "evt_pruned", state: "done", payload: null },
    ])
    const ids = ["evt_dead", "evt_due", "evt_pruned", "evt_nobody", "evt_dead"]
    const counts = {
      matched: 3,
      retried: 1,
      already_waiting: 1,
      payload_pruned: 1,
      payload_pruned_ids: ["evt_pruned"],
      not_found_ids: ["evt_nobody"],
      more: false,
      next_cursor: null,
    }
    const dryRun = await retryMany({ ids, dry_run: true })
    expect(dryRun.body).toEqual({ dry_run: true, ...counts })
    expect(await states()).toMatchObject({ evt_dead: "dead" })
    const { body } = await retryMany({ ids })
    expect(body).toEqual({ dry_run: false, ...counts })
    expect(await states()).toEqual({
      evt_dead: "pending",
      evt_due: "pending",
      evt_pruned: "done",
    })
  })

  it("takes a filter piece by piece, says that more remains, and where to go on", async () => {
    await storeEvents(
      shop.db,
      Array.from({ length: 5 }, (_, index) => ({ id: `evt_${index}` }))
    )
    const filter = { state: "done" }
    const { body: first } = await retryMany({ filter, limit: 3 })
    expect(first).toMatchObject({ retried: 3, more: true })
    const { body: rest } = await retryMany({
      filter,
      limit: 3,
      cursor: first.next_cursor,
    })
    expect(rest).toMatchObject({ retried: 2, more: false, next_cursor: null })
  })

  it("picks by code, payment and time", async () => {
    await storeEvents(shop.db, [
      { id: "evt_1", state: "dead", outcome_code: "a", payment: "pi_1" },
      { id: "evt_2", state: "dead", outcome_code: "b", payment: "pi_1" },
      { id: "evt_3", state: "dead", outcome_code: "a", payment: "pi_2" },
      {
        id: "evt_4",
        state: "dead",
        outcome_code: "a",
        payment: "pi_1",
        received_at: "2026-03-01T00:00:00Z",
      },
    ])
    await retryMany({
      filter: {
        state: "dead",
        outcome_code: "a",
        payment: "pi_1",
        received_before: "2026-02-01T00:00:00Z",
      },
    })
    expect(await states()).toEqual({
      evt_1: "pending",
      evt_2: "dead",
      evt_3: "dead",
      evt_4: "dead",
    })
  })

  it("refuses one whose payload was pruned, and says what else there is", async () => {
    await storeEvents(shop.db, [{ id: "evt_1", payload: null }])
    expect(await retryOne("evt_1")).toEqual({
      status: 409,
      body: {
        type: "conflict",
        code: "payload_pruned",
        message: expect.stringContaining("can be imported"),
      },
    })
  })

  it("says that there is no such event", async () => {
    expect(await retryOne("evt_nobody")).toMatchObject({
      status: 404,
      body: { type: "not_found", code: "not_found" },
    })
  })

  it.each([
    ["nothing", {}],
    ["both", { ids: ["evt_1"], filter: { state: "dead" } }],
    ["no ids", { ids: [] }],
    ["too many ids", { ids: Array(1_001).fill("evt_1") }],
    ["an id that is none", { ids: ["evt_1\u0000"] }],
    ["a filter of everything", { filter: {} }],
    ["a state that is none", { filter: { state: "lost" } }],
    ["an unknown filter", { filter: { state: "dead", colour: "red" } }],
    ["an unknown field", { ids: ["evt_1"], force: true }],
    ["too much at once", { filter: { state: "dead" }, limit: 10_001 }],
    ["a broken cursor", { filter: { state: "dead" }, cursor: "abc" }],
    ["a list", []],
    ["no body", undefined],
  ])("F67: refuses %s", async (_, body) => {
    expect(await retryMany(body)).toEqual({
      status: 400,
      body: {
        type: "invalid_data",
        code: "invalid_data",
        message: expect.stringMatching(/\w{3}/),
      },
    })
  })

  it("F67: refuses a generation that is none, and parameters", async () => {
    expect((await retryOne("evt_1", { generation: 0 })).status).toBe(400)
    expect((await posted(shop, `${EVENTS}/evt_1/retry?x=1`)).status).toBe(400)
  })
})
