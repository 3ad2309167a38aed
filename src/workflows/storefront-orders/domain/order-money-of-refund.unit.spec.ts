import { toMinorAmount } from "../../../lib/money"
import {
  creditOfRefund,
  missingCreditOfRefund,
  transactionOfRefund,
} from "./order-money-of-refund"
import type { MedusaRefund } from "./plan-refunds"

const REFUND: MedusaRefund = {
  id: "ref_1",
  amount: toMinorAmount(1_000),
  origin: "medusa",
  stripeRefundId: null,
  settled: false,
  createdBy: null,
  createdAt: "2026-11-21T12:00:00.000Z",
}

describe("the credit of a refund", () => {
  it.each([
    ["all of it, where nothing was owed", 1_000, 1_000],
    ["all of it, where the customer owed something", 1_500, 1_000],
    ["nothing, where the customer was owed as much", 0, 0],
    ["nothing, where the customer is owed more", -500, 0],
    ["what is over what the customer was owed", 400, 400],
  ])("is %s", (_, pending, credit) => {
    expect(creditOfRefund(1_000, pending)).toBe(credit)
  })

  it.each([
    [1_000, 1_000],
    [300, 300],
    [2_000, 1_000],
    [0, 0],
    [-100, 0],
  ])(
    "that Medusa has not given, with %i pending, is %i",
    (pending, expected) => {
      expect(missingCreditOfRefund(1_000, pending)).toBe(expected)
    }
  )
})

describe("the transaction of a refund", () => {
  const ofRefund = { id: "trx_1", amount: -1_000, referenceId: "ref_1" }
  const ofPayment = { id: "trx_2", amount: -1_000, referenceId: "pay_1" }

  it("names it", () => {
    expect(transactionOfRefund(REFUND, [ofPayment, ofRefund], "pay_1")).toBe(
      ofRefund
    )
  })

  it("names the payment, where Medusa refunded the whole order", () => {
    expect(transactionOfRefund(REFUND, [ofPayment], "pay_1")).toBe(ofPayment)
  })

  it.each([
    ["of another amount", REFUND, { ...ofPayment, amount: -999 }],
    ["of another payment", REFUND, { ...ofPayment, referenceId: "pay_2" }],
    [
      "of Medusa's, for one of staff's",
      { ...REFUND, origin: "staff" },
      ofPayment,
    ],
  ] as const)("is none %s", (_, refund, transaction) => {
    expect(transactionOfRefund(refund, [transaction], "pay_1")).toBeNull()
  })
})
