import type { DemoSystem } from "./demo-system"
import type { DemoPayment } from "./pay-once"
import { waitFor } from "./wait-for"

/** What came of events that Stripe delivered more than once. */
export type DuplicateCheck = {
  events: number
  /** How often the server answered 200 to one of them. */
  deliveries: number
  /** By how many the orders in Medusa are more; must be 1. */
  newOrders: number
  reservations: { expected: number; found: number }
}

/**
 * Waits until every copy is delivered, and counts what there is then.
 *
 * @param copies of each event, the first one included.
 * @param ordersBefore in Medusa, before the customer paid.
 */
export async function checkDuplicates(
  { admin, storefront, onWait }: DemoSystem,
  payment: DemoPayment,
  { copies, ordersBefore }: { copies: number; ordersBefore: number }
): Promise<DuplicateCheck> {
  const wanted = payment.eventIds.length * copies
  const deliveries = await waitFor(
    `${wanted} deliveries by Stripe`,
    async () => {
      const tries = await storefront.deliveries(payment.eventIds)
      const taken = tries.filter(({ outcome }) => outcome === "delivered")
      return taken.length >= wanted ? taken.length : null
    },
    onWait
  )
  await waitFor(
    "the copies to be worked off",
    async () => {
      const events = (await admin.payment(payment.paymentId))?.events
      return events?.every(({ finished_at }) => finished_at) ? events : null
    },
    onWait
  )
  const lineIds = payment.order.items.map(({ id }) => id)
  const reservations = await admin.reservations(lineIds)
  return {
    events: payment.eventIds.length,
    deliveries,
    newOrders: (await admin.orderCount()) - ordersBefore,
    reservations: {
      expected: payment.reservations,
      found: reservations.length,
    },
  }
}
