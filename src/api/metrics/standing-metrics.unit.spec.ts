import { ISSUE_KINDS } from "../../modules/storefront-orders/types"
import type { Standing } from "../../workflows/health/queries/read-standing"
import {
  type Gauged,
  metricsOfScrape,
  metricsOfStanding,
} from "./standing-metrics"

const NOW = new Date("2026-11-21T12:00:00Z")

const QUIET: Standing = {
  queues: new Map(),
  inbox: {
    last_received_at: null,
    caught_up_at: null,
    events_found: 0,
    payments_found: 0,
  },
  ledger: { questions: [], late_payments: 0 },
  mirror: {
    open_drift: 0,
    last_pushed_at: null,
    reconciled: [],
    changes_waiting: 0,
  },
}

const of = (standing: Partial<Standing>): Gauged[] =>
  metricsOfStanding({ ...QUIET, ...standing }, NOW)

const valuesOf = (gauged: readonly Gauged[], name: string) =>
  gauged.find((one) => one.name === name)?.values

describe("what the database says", () => {
  it("has a value for each label that it names, and no other", () => {
    for (const { name, labels, values } of of({})) {
      expect(name).toMatch(/^storefront_[a-z_]+$/)
      for (const { labels: set = {} } of values) {
        expect([name, Object.keys(set)]).toEqual([name, labels])
      }
    }
  })

  it("leaves times out that have not come, instead of 1970", () => {
    const missing = of({}).filter(({ values }) => values.length === 0)
    expect(missing.map(({ name }) => name)).toEqual(
      expect.arrayContaining([
        "storefront_stripe_received_timestamp_seconds",
        "storefront_catch_up_succeeded_timestamp_seconds",
        "storefront_stock_pushed_timestamp_seconds",
        "storefront_reconcile_succeeded_timestamp_seconds",
      ])
    )
  })

  it("has every kind of question, also where none is open", () => {
    const gauged = of({
      ledger: {
        questions: [
          {
            kind: "oversold",
            open: 3,
            oldest_at: new Date("2026-11-21T11:00:00Z"),
          },
        ],
        late_payments: 0,
      },
    })
    const open = valuesOf(gauged, "storefront_open_questions") ?? []
    expect(open.map(({ labels }) => labels?.kind)).toEqual([...ISSUE_KINDS])
    expect(open.filter(({ value }) => value > 0)).toEqual([
      { labels: { kind: "oversold" }, value: 3 },
    ])
    expect(
      valuesOf(gauged, "storefront_oldest_question_seconds")
    ).toContainEqual({ labels: { kind: "oversold" }, value: 3_600 })
  })

  it("says seconds of a queue, and 0 where nothing waits", () => {
    const idle = { pending: 0, failing: 0, running: 0, dead: 0 }
    const gauged = of({
      queues: new Map([
        ["one", { ...idle, oldest_due_ms: 1_500, oldest_failing_ms: 60_000 }],
        ["two", { ...idle, oldest_due_ms: null, oldest_failing_ms: null }],
      ]),
    })
    expect(valuesOf(gauged, "storefront_queue_oldest_due_seconds")).toEqual([
      { labels: { queue: "one" }, value: 1.5 },
      { labels: { queue: "two" }, value: 0 },
    ])
    expect(valuesOf(gauged, "storefront_queue_oldest_failing_seconds")).toEqual(
      [
        { labels: { queue: "one" }, value: 60 },
        { labels: { queue: "two" }, value: 0 },
      ]
    )
  })
})

describe("what an answer says of itself", () => {
  it("says 0 where the database could not be read", () => {
    expect(
      valuesOf(metricsOfScrape(null, null), "storefront_scrape_ok")
    ).toEqual([{ value: 0 }])
  })

  it("has each part of the ready probe as 0 or 1", () => {
    const gauged = metricsOfScrape(QUIET, {
      status: "not_ready",
      parts: [
        { part: "database", ok: true },
        { part: "stock_mirror", ok: false, problem: "Private 10.0.0.7" },
      ],
    })
    expect(valuesOf(gauged, "storefront_part_ready")).toEqual([
      { labels: { part: "database" }, value: 1 },
      { labels: { part: "stock_mirror" }, value: 0 },
    ])
    expect(JSON.stringify(gauged)).not.toContain("Private")
  })
})
