import type Stripe from "stripe"
import { newId, nowSeconds } from "../ids"

/** The movement that a charge, a refund or a dispute makes on the account's balance, in minor units. */
export function buildBalanceTransaction(input: {
  type: "charge" | "refund" | "adjustment"
  /** For accounting; the type, unless told. */
  category?: string
  amount: number
  fee: number
  currency: string
  source: string
}): Stripe.BalanceTransaction {
  const created = nowSeconds()
  return {
    id: newId("txn_3"),
    object: "balance_transaction",
    amount: input.amount,
    available_on: created,
    balance_type: "payments",
    created,
    currency: input.currency,
    description: null,
    exchange_rate: null,
    fee: input.fee,
    fee_details: [],
    net: input.amount - input.fee,
    reporting_category: input.category ?? input.type,
    source: input.source,
    status: "pending",
    type: input.type,
  }
}
