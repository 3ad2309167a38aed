import type { AdminOrder } from "./admin-answers"
import type { Basket } from "./choose-basket"
import { DemoError } from "./demo-error"
import type { DemoSystem } from "./demo-system"
import type { Kind } from "./options"
import { readStock, type StockReading, untilMirrored } from "./stock"
import { type PayOptions, toCheckout } from "./to-checkout"
import { type OrderedPayment, untilOrdered } from "./until-ordered"

/** How long each hop of a payment took, in milliseconds. */
export type Hops = {
  paidToReceived: number
  receivedToOrder: number
  /** Null where nothing was reserved, so that there was nothing to tell the legacy store. */
  reservedToMirrored: number | null
  total: number
}

export type StockChange = {
  sku: string
  medusa: { before: number; after: number }
  /** Null where the legacy store has no row of the variant. */
  legacy: { before: number; after: number } | null
}

export type DemoPayment = {
  kind: Kind
  sessionId: string
  /** The PaymentIntent. */
  paymentId: string
  eventIds: string[]
  /** What Stripe took, in minor units. */
  charged: number
  order: AdminOrder
  /** What staff have to answer; empty where all was clear. */
  questions: string[]
  reservations: number
  stock: StockChange[]
  hops: Hops
}

/**
 * A customer pays, and the payment is followed until the order is there, all of its events are
 * worked off and the legacy store has its numbers.
 *
 * @throws DemoError where one of them does not come within 30 seconds.
 */
export async function payOnce(
  system: DemoSystem,
  basket: Basket,
  options: PayOptions
): Promise<DemoPayment> {
  const { storefront, admin } = system
  const skus = basket.items.map(({ sku }) => sku)
  const before = await readStock(system, skus)
  const paidAt = Date.now()
  const paid = await storefront.pay(toCheckout(basket, options))
  const paymentId = paid.payment_intent?.id ?? paid.session.id
  const ledger = await untilOrdered(system, paymentId, paid.events)
  const order = await admin.order(ledger.orderId)
  const reservations = await admin.reservations(order.items.map(({ id }) => id))
  const after = await untilMirrored(system, skus, before)
  return {
    kind: basket.kind,
    sessionId: paid.session.id,
    paymentId,
    eventIds: paid.events,
    charged: paid.session.amount_total,
    order,
    questions: ledger.issues.map(({ message }) => message),
    reservations: reservations.length,
    stock: changes(before, after),
    hops: measure(
      paidAt,
      ledger,
      reservations.map(({ created_at }) => created_at.getTime()),
      after
    ),
  }
}

function changes(
  before: ReadonlyMap<string, StockReading>,
  after: ReadonlyMap<string, StockReading>
): StockChange[] {
  return [...before].map(([sku, was]) => {
    const is = after.get(sku)
    if (!is) {
      throw new DemoError(`Medusa does not have ${sku} any more.`)
    }
    const legacy =
      was.legacy && is.legacy
        ? { before: was.legacy.quantity, after: is.legacy.quantity }
        : null
    const medusa = { before: was.available, after: is.available }
    return { sku, medusa, legacy }
  })
}

function measure(
  paidAt: number,
  { receivedAt, importedAt }: OrderedPayment,
  reservedAt: readonly number[],
  after: ReadonlyMap<string, StockReading>
): Hops {
  const syncedAt = [...after.values()].flatMap(
    ({ legacy }) => legacy?.syncedAt?.getTime() ?? []
  )
  const isMirrored = reservedAt.length > 0 && syncedAt.length > 0
  const mirroredAt = isMirrored ? Math.max(...syncedAt) : null
  return {
    paidToReceived: receivedAt - paidAt,
    receivedToOrder: importedAt - receivedAt,
    reservedToMirrored:
      mirroredAt === null ? null : mirroredAt - Math.min(...reservedAt),
    total: Math.max(importedAt, mirroredAt ?? 0) - paidAt,
  }
}
