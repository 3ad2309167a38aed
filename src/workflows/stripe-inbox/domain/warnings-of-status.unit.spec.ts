import type { InboxStatus } from "../../../modules/stripe-inbox/client/inbox-status"
import { type StatusFacts, warningsOfStatus } from "./warnings-of-status"

const now = new Date("2026-11-21T09:00:00Z")
const minutesAgo = (minutes: number) =>
  new Date(now.getTime() - minutes * 60_000)

const quiet: InboxStatus = {
  due: 0,
  waiting: 0,
  running: 0,
  dead: 0,
  oldest_due_at: null,
  last_received_at: minutesAgo(1),
  received_24h: 10,
  done_24h: 8,
  ignored_24h: 2,
  failing: 0,
  failing_since: null,
  failing_codes: [],
  dead_codes: [],
  refused: [],
  catch_up: null,
}

const caughtUp = {
  events_until: minutesAgo(2),
  started_at: minutesAgo(2),
  succeeded_at: minutesAgo(2),
  failure_code: null,
  failure_message: null,
  events_found: 0,
  payments_found: 0,
}

function warnings(
  inbox: Partial<InboxStatus>,
  facts: Partial<StatusFacts> = {}
): string[] {
  return warningsOfStatus(
    {
      inbox: { ...quiet, ...inbox },
      paymentsWithoutOrder: 0,
      openIssues: 0,
      ...facts,
    },
    now
  )
}

const refusal = { code: "signature_invalid", count: 9, last_at: minutesAgo(3) }

describe("what staff are warned of", () => {
  it.each<[string, Partial<InboxStatus>]>([
    ["all is well", {}],
    ["events are due since a moment", { due: 5, oldest_due_at: minutesAgo(1) }],
    ["Stripe was asked lately", { catch_up: caughtUp }],
    [
      "deliveries were refused hours ago",
      { refused: [{ ...refusal, recent_count: 0 }] },
    ],
  ])("is nothing where %s", (_, inbox) => {
    expect(warnings(inbox)).toEqual([])
  })

  it("is a webhook secret that does not match, and not days later", () => {
    expect(warnings({ refused: [{ ...refusal, recent_count: 4 }] })).toEqual([
      expect.stringMatching(
        /^4 deliveries were refused in the last hour with signature_invalid: the webhook secret may not match.*STRIPE_WEBHOOK_SECRET/
      ),
    ])
  })

  it.each<[string, RegExp, Partial<InboxStatus>]>([
    [
      "a refusal of a kind nobody thought of",
      /1 delivery was refused .* new_kind: see the server's log/,
      { refused: [{ ...refusal, code: "new_kind", recent_count: 1 }] },
    ],
    [
      "a queue that nobody works off",
      /due for 6 minutes .* is a worker running/,
      { oldest_due_at: minutesAgo(6) },
    ],
    [
      "events given up, with the cause",
      /^2 events are given up, most often with stripe_refused: see GET/,
      { dead: 2, dead_codes: [{ code: "stripe_refused", count: 2 }] },
    ],
    [
      "events that fail, since when",
      /^1 event is failing .* with stripe_out, the first since 2026-11-21T08:50/,
      {
        failing: 1,
        failing_since: minutesAgo(10),
        failing_codes: [{ code: "stripe_out", count: 1 }],
      },
    ],
    [
      "a catch-up that fails",
      /^Asking Stripe for missed events fails with stripe_out: It is out; it last went through at/,
      {
        catch_up: {
          ...caughtUp,
          failure_code: "stripe_out",
          failure_message: "It is out",
        },
      },
    ],
    [
      "a catch-up that does not run",
      /last asked for missed events 45 minutes ago/,
      { catch_up: { ...caughtUp, succeeded_at: minutesAgo(45) } },
    ],
  ])("is %s", (_, text, inbox) => {
    expect(warnings(inbox)).toEqual([expect.stringMatching(text)])
  })

  it("is what waits for them in the ledger", () => {
    expect(warnings({}, { paymentsWithoutOrder: 1, openIssues: 3 })).toEqual([
      expect.stringContaining("1 payment has no order"),
      expect.stringContaining("3 questions wait for staff"),
    ])
  })
})
