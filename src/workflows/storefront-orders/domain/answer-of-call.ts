import type { CallProgress } from "../../../modules/storefront-orders/client/call-progress"
import {
  type CallAnswer,
  type CallKey,
  callerOf,
} from "../../../modules/storefront-orders/domain/storefront-call"
import type { StorefrontCallOrder } from "../../../types/storefront-calls"
import type { Actor } from "../../../modules/storefront-orders/types"

/** An order, and what it says of its origin. */
export type OrderOfCall = StorefrontCallOrder & {
  metadata: Record<string, unknown> | null
}

/**
 * What whoever asks about a payment is answered: 201 to the call that the order was made by, 200 to
 * any other; 202 while there is no order, and while staff have a question about it to answer. An
 * order that waits for staff stands, so it is told too.
 *
 * @param order null where it is not there yet.
 */
export function answerOfCall(
  progress: CallProgress,
  order: OrderOfCall | null,
  isMaker: boolean
): CallAnswer {
  const shown = order && presentOrder(order)
  return shown && progress.state === "imported"
    ? {
        status: isMaker ? 201 : 200,
        body: { order: shown, created: isMaker },
      }
    : {
        status: 202,
        body: {
          payment: presentPayment(progress),
          issues: progress.issues,
          ...(shown ? { order: shown } : {}),
        },
      }
}

/** Whether an order was made by the very call that asks, or by an earlier try of it with the same key. */
export function isMadeByCall(
  { call }: CallProgress,
  order: OrderOfCall | null,
  caller: { actor: Actor; key: CallKey | null; isFirst: boolean }
): boolean {
  const isSameCall =
    caller.isFirst ||
    (caller.key !== null &&
      call?.idempotency_key === caller.key.key &&
      callerOf({ type: call.called_by_type, id: call.called_by }) ===
        callerOf(caller.actor))
  return isSameCall && order?.metadata?.storefront_source === "legacy_api"
}

/** Whether there is nothing to wait for any more. */
export function isSettled({ order_id, state, call }: CallProgress): boolean {
  const isAtWork = call?.state === "pending" || call?.state === "running"
  return order_id !== null && (state === "imported" || !isAtWork)
}

/** Medusa gives more fields than were asked for. */
function presentOrder(order: OrderOfCall): StorefrontCallOrder {
  const { id, display_id, status, total, currency_code } = order
  return { id, display_id, status, total, currency_code }
}

function presentPayment({ issues: _, call: __, ...payment }: CallProgress) {
  return payment
}
