import type {
  IPaymentModuleService,
  MedusaContainer,
} from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { STOREFRONT_ORDERS_MODULE } from "../../../modules/storefront-orders"
import type { StorefrontOrdersModuleService } from "../../../modules/storefront-orders/service"
import type { CatchUp } from "../../../modules/stripe-inbox/client/catch-up"
import { IMPORT_EVENT_TYPES } from "../domain/catch-up-event-types"
import type { PaidPayment } from "../domain/paid-payments"

/**
 * Those of the payments that are no order, and that nothing else here will make one of: no event,
 * no staff, not Medusa's own checkout.
 */
export async function findMissingPayments(
  container: MedusaContainer,
  catchUp: CatchUp,
  paid: readonly PaidPayment[]
): Promise<string[]> {
  const payments = paid.map(({ payment }) => payment)
  const [imported, inHand, startedByMedusa] = await Promise.all([
    importedPayments(container, payments),
    catchUp.paymentsInHand(payments, IMPORT_EVENT_TYPES),
    medusaSessions(
      container,
      paid.flatMap(({ medusaSessionId }) => medusaSessionId ?? [])
    ),
  ])
  return paid
    .filter(
      ({ payment, medusaSessionId }) =>
        !imported.has(payment) &&
        !inHand.has(payment) &&
        !(medusaSessionId && startedByMedusa.has(medusaSessionId))
    )
    .map(({ payment }) => payment)
}

async function importedPayments(
  container: MedusaContainer,
  payments: readonly string[]
): Promise<Set<string>> {
  const ledger = container.resolve<StorefrontOrdersModuleService>(
    STOREFRONT_ORDERS_MODULE
  )
  const known = await ledger.listStorefrontPayments(
    { payment: [...payments], order_id: { $ne: null } },
    { select: ["payment"], take: payments.length }
  )
  return new Set(known.map(({ payment }) => payment))
}

/** Those of the ids that are payment sessions here: anyone can write such an id on a payment. */
async function medusaSessions(
  container: MedusaContainer,
  ids: readonly string[]
): Promise<Set<string>> {
  if (ids.length === 0) {
    return new Set()
  }
  const sessions = await container
    .resolve<IPaymentModuleService>(Modules.PAYMENT)
    .listPaymentSessions({ id: [...ids] }, { select: ["id"], take: ids.length })
  return new Set(sessions.map(({ id }) => id))
}
