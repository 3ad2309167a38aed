import type { DuplicateCheck } from "./check-duplicates"
import { formatMoney } from "./money"
import type { RefundSums } from "./refund-order"
import type { Colors, Report } from "./terminal"

/** What several deliveries of the same events led to. */
export function reportDuplicates(
  { events, deliveries, newOrders, reservations }: DuplicateCheck,
  colors: Colors
): Report {
  const ok = newOrders === 1 && reservations.found === reservations.expected
  const counts = `${newOrders} ${newOrders === 1 ? "order" : "orders"}, ${reservations.found} ${reservations.found === 1 ? "reservation" : "reservations"}`
  const verdict = ok
    ? colors.green(`✔ ${counts}, as after one`)
    : colors.red(`✖ ${counts}; there should be 1 and ${reservations.expected}`)
  const text = `\n  ${colors.bold("Duplicates")}   ${events} events, delivered ${deliveries} times in all: ${verdict}`
  return { text, ok }
}

/** What a refund by staff came to on both sides. */
export function reportRefund(
  { inMedusa, atStripe, ids }: RefundSums,
  currency: string,
  colors: Colors
): Report {
  const ok = inMedusa === atStripe && atStripe > 0
  const verdict = ok ? colors.green("✔ the same") : colors.red("✖ not the same")
  const text = [
    `\n  ${colors.bold("Refund by staff")}   ${ids.join(", ")}`,
    `    ${formatMoney(inMedusa, currency)} in Medusa, ${formatMoney(atStripe, currency)} at Stripe: ${verdict}`,
  ].join("\n")
  return { text, ok }
}
