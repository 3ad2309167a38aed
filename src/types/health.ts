/** One part of the system as the ready probe sees it. */
export type HealthPart = {
  part:
    | "database"
    | "migrations"
    | "stock_capture"
    | "order_capture"
    | "stripe_inbox"
    | "storefront_calls"
    | "stock_mirror"
    | "order_mirror"
  ok: boolean
  /** What is wrong, for people; absent where all is well. */
  problem?: string
}

export type Readiness = {
  status: "ready" | "not_ready"
  parts: HealthPart[]
}
