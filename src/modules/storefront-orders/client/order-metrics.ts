import { Counter } from "prom-client"
import { processMetrics } from "../../../lib/process-metrics"
import { PAYMENT_SOURCES, type PaymentSource } from "../types"

const made = new Counter({
  name: "storefront_orders_made_total",
  help: "Orders that this process made of payments on the storefront, by how the payment became known first",
  labelNames: ["source"],
  registers: [processMetrics],
})

for (const source of PAYMENT_SOURCES) {
  made.inc({ source }, 0)
}

/** To be called once an order is whole: a payment becomes one only once. */
export function countOrderMade(source: PaymentSource): void {
  made.inc({ source })
}
