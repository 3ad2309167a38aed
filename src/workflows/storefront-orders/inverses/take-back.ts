import type { Logger, MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { summarizeFailure } from "../../../lib/errors"
import { STOREFRONT_ORDERS_MODULE } from "../../../modules/storefront-orders"
import type { StorefrontOrdersModuleService } from "../../../modules/storefront-orders/service"
import type { PaymentLease } from "../../../modules/storefront-orders/types"
import { type ImportPart, issueOfIncomplete } from "../domain/plan-incomplete"
import { isOrderThere } from "../queries/is-order-there"

/** The run of an import whose step is to be undone. */
export type ImportRun = {
  lease: PaymentLease
  /** The order that the import makes. */
  orderId: string
}

/**
 * Runs a step's inverse where that is safe, and never throws: the inverses of the other steps and
 * the release of the payment come after it.
 *
 * It is left undone, and the log says so, where
 * - the payment is no longer in this worker's hands: whoever has it counts on what stands;
 * - the order is there, unless it is the order itself that is taken back: an order that staff can
 *   see keeps its payment and its stock.
 *
 * One that fails holds the payment with a question. The next run finds what was left, as it does
 * after a worker has died, and closes the question when the order is whole.
 */
export async function takeBack(
  container: MedusaContainer,
  part: ImportPart,
  run: ImportRun,
  inverse: () => Promise<void>
): Promise<void> {
  const ledger = container.resolve<StorefrontOrdersModuleService>(
    STOREFRONT_ORDERS_MODULE
  )
  const logger = container.resolve(ContainerRegistrationKeys.LOGGER)
  const about = `payment=${run.lease.id} order_id=${run.orderId} part=${part}`
  try {
    if (!(await ledger.holdPayment(run.lease))) {
      logger.warn(`storefront orders: left to another worker ${about}`)
      return
    }
    if (part !== "order" && (await isOrderThere(container, run.orderId))) {
      logger.warn(`storefront orders: kept for the order that stands ${about}`)
      return
    }
    await inverse()
  } catch (error) {
    logger.error(
      `storefront orders: could not be taken back ${about} code=${summarizeFailure(error).code}`,
      error instanceof Error ? error : undefined
    )
    await holdWithQuestion(ledger, logger, part, run, error)
  }
}

async function holdWithQuestion(
  ledger: StorefrontOrdersModuleService,
  logger: Logger,
  part: ImportPart,
  { lease }: ImportRun,
  failure: unknown
): Promise<void> {
  try {
    await ledger.holdIncomplete(
      lease,
      issueOfIncomplete(part, summarizeFailure(failure))
    )
  } catch (error) {
    // The database is out for this too; the next run finds what was left all the same.
    logger.error(
      `storefront orders: the question could not be asked payment=${lease.id} part=${part}`,
      error instanceof Error ? error : undefined
    )
  }
}
