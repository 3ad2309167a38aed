import { toMinorAmount } from "../../../lib/money"
import type { StripeRefund } from "../../../modules/stripe-inbox/types"
import {
  type MedusaRefund,
  REFUND_PATIENCE_MS,
  planRefunds,
} from "./plan-refunds"

const NOW = new Date("2026-11-21T12:00:00.000Z")
const LONG_AGO = new Date(NOW.getTime() - REFUND_PATIENCE_MS).toISOString()
const JUST_NOW = new Date(NOW.getTime() - 1_000).toISOString()

function atStripe(overrides: Partial<StripeRefund> = {}): StripeRefund {
  return {
    id: "re_1",
    amount: toMinorAmount(1_000),
    isVoid: false,
    failureReason: null,
    medusaRefundId: null,
    createdAt: LONG_AGO,
    ...overrides,
  }
}

function here(overrides: Partial<MedusaRefund> = {}): MedusaRefund {
  return {
    id: "ref_1",
    amount: toMinorAmount(1_000),
    origin: "staff",
    stripeRefundId: null,
    settled: false,
    createdBy: null,
    createdAt: JUST_NOW,
    ...overrides,
  }
}

/** How many of each there are to do. */
function counts(
  made: readonly StripeRefund[],
  refunds: readonly MedusaRefund[]
): Record<string, number> {
  return Object.fromEntries(
    Object.entries(planRefunds(made, refunds, NOW))
      .map(([what, of]) => [what, of.length] as const)
      .filter(([, length]) => length > 0)
  )
}

const ours = atStripe({ medusaRefundId: "ref_1" })
const byStripeId = { origin: "stripe", stripeRefundId: "re_1" } as const
const old = { createdAt: LONG_AGO }

it.each<[string, StripeRefund[], MedusaRefund[], Record<string, number>]>([
  ["nothing on either side", [], [], {}],
  ["one only at Stripe", [atStripe()], [], { record: 1 }],
  ["one only at Stripe that failed", [atStripe({ isVoid: true })], [], {}],
  ["ours that Medusa forgot", [ours], [], { record: 1 }],
  ["one of Stripe's", [atStripe()], [here(byStripeId)], { settle: 1 }],
  [
    "one of Stripe's, settled",
    [atStripe()],
    [here({ ...byStripeId, settled: true })],
    {},
  ],
  ["one of staff's on both sides", [ours], [here()], { settle: 1 }],
  ["one of staff's only here", [], [here()], { finish: 1 }],
  [
    "one of staff's beside one of Stripe's of the same amount",
    [atStripe()],
    [here()],
    { finish: 1, record: 1 },
  ],
  [
    "one of staff's that failed later",
    [{ ...ours, isVoid: true }],
    [here({ settled: true, stripeRefundId: "re_1" })],
    { takeBack: 1 },
  ],
  [
    "one of Medusa's that is being made",
    [],
    [here({ origin: "medusa" })],
    { underWay: 1 },
  ],
  [
    "one of Medusa's that was just made",
    [ours],
    [here({ origin: "medusa" })],
    {},
  ],
  [
    "one of Medusa's whose process died",
    [],
    [here({ origin: "medusa", ...old })],
    { finish: 1 },
  ],
  [
    "one of Medusa's from before",
    [ours],
    [here({ origin: "medusa", ...old })],
    { settle: 1 },
  ],
  [
    "a settled one that Stripe lists no more",
    [],
    [here({ settled: true })],
    {},
  ],
])("%s", (_, made, refunds, expected) => {
  expect(counts(made, refunds)).toEqual(expected)
})
