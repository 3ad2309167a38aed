import { setTimeout as delay } from "node:timers/promises"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { STOREFRONT_ORDERS_MODULE } from "../../../modules/storefront-orders"
import type { CallProgress } from "../../../modules/storefront-orders/client/call-progress"
import type {
  CallAnswer,
  CallKey,
} from "../../../modules/storefront-orders/domain/storefront-call"
import type { StorefrontOrdersModuleService } from "../../../modules/storefront-orders/service"
import type { Actor } from "../../../modules/storefront-orders/types"
import {
  type OrderOfCall,
  answerOfCall,
  isMadeByCall,
  isSettled,
} from "../domain/answer-of-call"

const PAUSE_MS = 50

/** Who asks, and whether by the call that brought the payment in. */
export type Asker = { actor: Actor; key: CallKey | null; isFirst: boolean }

/**
 * What is to be said of a payment now.
 *
 * @param waitMs how long to wait for its order, at most.
 * @returns null where the payment is not known.
 */
export async function answerByProgress(
  container: MedusaContainer,
  payment: string,
  asker: Asker,
  waitMs: number
): Promise<CallAnswer | null> {
  const progress = await awaitOrder(container, payment, waitMs)
  if (!progress) {
    return null
  }
  const order = progress.order_id
    ? await readOrder(container, progress.order_id)
    : null
  return answerOfCall(progress, order, isMadeByCall(progress, order, asker))
}

async function awaitOrder(
  container: MedusaContainer,
  payment: string,
  waitMs: number
): Promise<CallProgress | null> {
  const { calls } = container.resolve<StorefrontOrdersModuleService>(
    STOREFRONT_ORDERS_MODULE
  )
  const deadline = Date.now() + waitMs
  for (;;) {
    const progress = await calls.progress(payment)
    const leftMs = deadline - Date.now()
    if (!progress || leftMs <= 0 || isSettled(progress)) {
      return progress
    }
    await delay(Math.min(PAUSE_MS, leftMs))
  }
}

async function readOrder(
  container: MedusaContainer,
  id: string
): Promise<OrderOfCall | null> {
  const query = container.resolve(ContainerRegistrationKeys.QUERY)
  const { data } = await query.graph({
    entity: "order",
    fields: [
      "id",
      "display_id",
      "status",
      "total",
      "currency_code",
      "metadata",
    ],
    filters: { id },
  })
  const [order] = data as unknown as OrderOfCall[]
  return order ?? null
}
