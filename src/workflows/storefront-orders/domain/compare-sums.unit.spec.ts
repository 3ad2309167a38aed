import { type MedusaSums, compareSums, questionOfSums } from "./compare-sums"

const stripe = { captured: 10_000, refunded: 2_000 }

const medusa = (different: Partial<MedusaSums> = {}): MedusaSums => ({
  ...stripe,
  collection: stripe,
  paid: 8_000,
  transactions: 8_000,
  refunding: false,
  ...different,
})

it("finds equal what is the same everywhere, also beside another payment of the order", () => {
  expect(compareSums(stripe, medusa())).toBe("equal")
  const exchanged = medusa({ paid: 9_500, transactions: 9_500 })
  expect(compareSums(stripe, exchanged)).toBe("equal")
})

it.each<[string, Partial<MedusaSums>]>([
  ["a capture too much", { captured: 10_001 }],
  ["a refund too much", { refunded: 2_001 }],
  [
    "a refund too little, with one on its way",
    { refunded: 0, refunding: true },
  ],
  ["a sum of the collection", { collection: { captured: 0, refunded: 2_000 } }],
  ["a transaction", { transactions: 7_999 }],
  ["a part of the smallest unit", { captured: 10_000.5 }],
])("finds different what differs by %s", (_, different) => {
  expect(compareSums(stripe, medusa(different))).toBe("differs")
})

it("waits for a refund that is on its way to Stripe", () => {
  const sums = medusa({ refunded: 2_500, refunding: true })
  expect(compareSums(stripe, sums)).toBe("unsettled")
})

it("says all figures, in the currency's own unit", () => {
  const ask = (currency_code: string) =>
    questionOfSums(
      { payment: "pi_1", currency_code },
      stripe,
      medusa({ refunded: 0, transactions: 1 })
    )
  expect(ask("usd").message).toContain(
    "Stripe has $100.00 as captured and $20.00 as refunded, Medusa has $100.00 as captured and $0.00 as refunded"
  )
  expect(ask("usd").message).toContain("come to $0.01 instead of $80.00")
  expect(ask("jpy").message).toContain("10000")
  expect(ask("kwd").details).toMatchObject({
    currency_code: "kwd",
    stripe_refunded_minor: 2_000,
    medusa_refunded_minor: 0,
    order_transactions_minor: 1,
  })
})
