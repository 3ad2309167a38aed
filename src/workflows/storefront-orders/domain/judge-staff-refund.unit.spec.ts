import { toMinorAmount } from "../../../lib/money"
import { type StaffRefundFacts, judgeStaffRefund } from "./judge-staff-refund"
import type { EqualizedRefunds, MedusaRefund } from "./plan-refunds"

const AT = "2026-11-21T12:00:00.000Z"

const EARLIER: MedusaRefund = {
  id: "ref_1",
  amount: toMinorAmount(4_000),
  origin: "staff",
  stripeRefundId: "re_1",
  settled: true,
  createdBy: "user_1",
  createdAt: "2026-11-21T11:00:00.000Z",
}

function judge(facts: Partial<StaffRefundFacts> = {}) {
  return judgeStaffRefund({
    currency: "usd",
    captured: toMinorAmount(10_000),
    refunds: [EARLIER],
    found: { completed: [], recovered: [], unfinished: [] },
    asked: toMinorAmount(6_000),
    askedAt: AT,
    ...facts,
  })
}

it("lets a refund of all that is left through", () => {
  expect(judge()).toBeNull()
})

it("refuses a cent more, with both figures", () => {
  expect(judge({ asked: toMinorAmount(6_001) })).toMatchObject({
    kind: "refused",
    message:
      "$60.01 cannot be refunded: of $100.00 paid, $60.00 is left to be refunded",
  })
})

it.each<[string, Partial<EqualizedRefunds>]>([
  ["refund_unfinished", { unfinished: [EARLIER] }],
  ["refund_completed", { completed: [EARLIER] }],
])("tells of an earlier one first: %s", (code, found) => {
  const none = { completed: [], recovered: [], unfinished: [] }
  expect(judge({ found: { ...none, ...found } })).toMatchObject({
    kind: "conflict",
    code,
    message: expect.stringContaining(
      "$40.00 begun at 2026-11-21T11:00:00.000Z"
    ),
  })
})

it("tells of one made by another click at the same moment", () => {
  expect(judge({ refunds: [{ ...EARLIER, createdAt: AT }] })).toMatchObject({
    kind: "conflict",
    code: "refund_made_meanwhile",
  })
})
