import fc from "fast-check"
import {
  planEventSpans,
  planPaymentSpan,
  sessionsOfPayments,
} from "./catch-up-spans"

const NOW = new Date("2026-11-21T12:00:00.900Z")
const UNTIL = new Date("2026-11-21T11:58:00Z")
const LONG_AGO = new Date("2020-01-01T00:00:00Z")

const TIMER = { now: NOW, trigger: "timer" } as const

const daysBefore = (days: number, moment = NOW) =>
  new Date(moment.getTime() - days * 24 * 60 * 60 * 1000)

describe("the spans of events", () => {
  it("goes on ten minutes before the last run, and leaves out what is on its way", () => {
    const eventsUntil = new Date("2026-11-21T11:53:00Z")
    expect(planEventSpans({ ...TIMER, eventsUntil, since: LONG_AGO })).toEqual([
      { from: new Date("2026-11-21T11:43:00Z"), until: UNTIL },
    ])
  })

  it("leaves nothing out at a start: what was delivered to nobody comes again only in minutes or hours", () => {
    const eventsUntil = new Date("2026-11-21T11:53:00Z")
    const start = { now: NOW, trigger: "start" } as const
    expect(planEventSpans({ ...start, eventsUntil, since: LONG_AGO })).toEqual([
      {
        from: new Date("2026-11-21T11:43:00Z"),
        until: new Date("2026-11-21T12:00:00Z"),
      },
    ])
  })

  it("begins where it may at the first run", () => {
    const since = new Date("2026-11-21T11:00:00Z")
    expect(planEventSpans({ ...TIMER, eventsUntil: null, since })).toEqual([
      { from: since, until: UNTIL },
    ])
  })

  it("asks for nothing from before, also after an earlier run", () => {
    const since = new Date("2026-11-21T11:57:00Z")
    const eventsUntil = new Date("2026-11-21T11:58:00Z")
    expect(planEventSpans({ ...TIMER, eventsUntil, since })).toEqual([
      { from: since, until: UNTIL },
    ])
  })

  it("asks for nothing in the first minutes of a shop", () => {
    expect(planEventSpans({ ...TIMER, eventsUntil: null, since: NOW })).toEqual(
      []
    )
  })

  it("goes back 30 days and no further: Stripe has nothing older", () => {
    const [first] = planEventSpans({
      ...TIMER,
      eventsUntil: LONG_AGO,
      since: LONG_AGO,
    })
    expect(first?.from).toEqual(daysBefore(30))
  })

  it("covers all of it once, oldest first, in spans of six hours at most", () => {
    const anyPast = fc.date({
      min: daysBefore(60),
      max: NOW,
      noInvalidDate: true,
    })
    fc.assert(
      fc.property(
        fc.option(anyPast, { nil: null }),
        anyPast,
        (eventsUntil, since) => {
          const spans = planEventSpans({ ...TIMER, eventsUntil, since })
          spans.forEach(({ from, until }, index) => {
            const ms = until.getTime() - from.getTime()
            expect(ms).toBeGreaterThan(0)
            expect(ms).toBeLessThanOrEqual(6 * 60 * 60 * 1000)
            const next = spans[index + 1]
            expect(until).toEqual(next ? next.from : UNTIL)
          })
        }
      )
    )
  })
})

describe("the span of payments", () => {
  it("is the last days", () => {
    expect(planPaymentSpan({ days: 3, since: LONG_AGO, now: NOW })).toEqual({
      from: daysBefore(3),
      until: UNTIL,
    })
  })

  it("does not begin before the shop was connected", () => {
    const since = daysBefore(1)
    expect(planPaymentSpan({ days: 3, since, now: NOW }).from).toEqual(since)
  })

  it("is looked for in sessions that may have been open for a day", () => {
    const span = { from: daysBefore(3), until: UNTIL }
    expect(sessionsOfPayments(span)).toEqual({
      from: daysBefore(4),
      until: UNTIL,
    })
  })
})
