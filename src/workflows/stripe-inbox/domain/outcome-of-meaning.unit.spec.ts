import type { EventMeaning } from "./meaning-of-event"
import {
  outcomeOfImport,
  outcomeOfMeaning,
  outcomeOfRefund,
} from "./outcome-of-meaning"

it.each<[EventMeaning, string]>([
  [{ kind: "refund", payment: null }, "charge_without_payment_intent"],
  [{ kind: "dispute", payment: null }, "charge_without_payment_intent"],
  [{ kind: "subscription" }, "subscription_not_handled_yet"],
  [{ kind: "setup" }, "setup_not_handled_yet"],
  [{ kind: "no_payment", how: "failed" }, "payment_failed"],
  [{ kind: "no_payment", how: "canceled" }, "payment_canceled"],
  [{ kind: "no_payment", how: "expired" }, "payment_expired"],
  [{ kind: "in_progress" }, "not_paid_yet"],
  [{ kind: "thin" }, "thin_event"],
  [{ kind: "charge_without_intent" }, "charge_without_payment_intent"],
  [{ kind: "unknown" }, "event_type_not_handled"],
  [
    {
      kind: "medusa_payment",
      session_id: "payses_1",
      webhook: null,
      otherwise: { kind: "unknown" },
    },
    "payment_started_by_medusa",
  ],
])("%j is kept with its reason", (meaning, reason) => {
  expect(outcomeOfMeaning(meaning)).toEqual({ kind: "ignored", reason })
})

it("does not pass over an import that was forgotten", () => {
  expect(() => outcomeOfMeaning({ kind: "import", payment: "pi_1" })).toThrow(
    /not imported/
  )
})

it.each(["refund", "dispute"] as const)(
  "does not pass over a %s that was forgotten",
  (kind) => {
    expect(() => outcomeOfMeaning({ kind, payment: "pi_1" })).toThrow(
      /not looked into/
    )
  }
)

it.each([
  [{ kind: "recorded" }, { kind: "done" }],
  [
    { kind: "not_for_us", reason: "no_checkout_session" },
    { kind: "ignored", reason: "no_checkout_session" },
  ],
  [{ kind: "busy" }, { kind: "snoozed", delayMs: 250 }],
] as const)("a look at refunds that came to %j", (result, outcome) => {
  expect(outcomeOfRefund(result)).toEqual(outcome)
})

it.each([
  [{ kind: "imported", order_id: "order_1" }, { kind: "done" }],
  [
    { kind: "not_for_us", reason: "no_checkout_session" },
    { kind: "ignored", reason: "no_checkout_session" },
  ],
  [{ kind: "busy" }, { kind: "snoozed", delayMs: 250 }],
] as const)("an import that came to %j", (result, outcome) => {
  expect(outcomeOfImport(result)).toEqual(outcome)
})
