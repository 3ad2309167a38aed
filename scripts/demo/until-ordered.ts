import type { LedgerPayment } from "./admin-answers"
import type { DemoSystem } from "./demo-system"
import type { Delivery } from "./storefront-client"
import { waitFor } from "./wait-for"

/** Times in milliseconds since the epoch. */
export type OrderedPayment = {
  orderId: string
  importedAt: number
  receivedAt: number
  issues: LedgerPayment["issues"]
}

/**
 * Waits until a payment is an order and all of its events are worked off.
 *
 * @throws DemoError that says where it got stuck.
 */
export async function untilOrdered(
  { storefront, admin, onWait }: DemoSystem,
  paymentId: string,
  eventIds: readonly string[]
): Promise<OrderedPayment> {
  const probe = async () => {
    const payment = await admin.payment(paymentId)
    return payment?.order_id && payment.imported_at && isWorkedOff(payment)
      ? {
          orderId: payment.order_id,
          importedAt: payment.imported_at.getTime(),
          receivedAt: Math.min(
            ...payment.events.map(({ received_at }) => received_at.getTime())
          ),
          issues: payment.issues,
        }
      : null
  }
  return waitFor("the order in Medusa", probe, onWait, async () =>
    describe(
      await admin.payment(paymentId),
      await storefront.deliveries(eventIds)
    )
  )
}

const isWorkedOff = ({ events }: LedgerPayment) =>
  events.every(({ finished_at }) => finished_at !== null)

/** Where a payment got stuck, for the person who has to look there. */
function describe(
  payment: LedgerPayment | null,
  deliveries: readonly Delivery[]
): string {
  const taken = deliveries.filter(({ outcome }) => outcome === "delivered")
  const last = deliveries.at(-1)
  if (taken.length === 0) {
    const answer = last?.status ?? last?.error ?? "nothing"
    return `The server has taken none of Stripe's events; its last answer was ${answer}. See .data/logs/server.log`
  }
  const open = payment?.events.filter(({ finished_at }) => !finished_at) ?? []
  const states = open.map(
    ({ type, state, outcome_code }) => `${type}: ${outcome_code ?? state}`
  )
  return `The server has taken ${taken.length} events. Not worked off: ${states.join(", ") || "all of them"}. See .data/logs/server.log`
}
