import type { Router } from "express"
import { requireObject } from "../actions/find"
import { endpoint } from "../http/endpoint"
import { buildAccount } from "../objects/account"
import type { StandIn } from "../stand-in"

export function accountRoutes(router: Router, standIn: StandIn): void {
  const { balanceTransactions, paymentMethods, shippingRates } = standIn.store
  router.get("/account", endpoint(standIn, {}, buildAccount))
  router.get(
    "/balance_transactions/:id",
    endpoint(standIn, {}, (_params, { path }) =>
      requireObject(balanceTransactions, "balance transaction", path.id ?? "")
    )
  )
  router.get(
    "/payment_methods/:id",
    endpoint(standIn, {}, (_params, { path }) =>
      requireObject(paymentMethods, "PaymentMethod", path.id ?? "")
    )
  )
  router.get(
    "/shipping_rates/:id",
    endpoint(standIn, {}, (_params, { path }) =>
      requireObject(shippingRates, "shipping rate", path.id ?? "")
    )
  )
}
