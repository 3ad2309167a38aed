import type {
  OrderOutcome,
  OrderPushOutcome,
  OrderState,
} from "../../../modules/supabase-sync/order-types"
import type { ReadOrder } from "../queries/read-order-facts"
import { orderStatus } from "./order-status"
import { trackingOf } from "./tracking"

/** The storefront's own webhook writes its row within so long, or never. */
const EXPECTED_FOR_MS = 60 * 60 * 1_000

/** What the legacy store's row of an order is to say. Labels of cancelled fulfilments do not count. */
export function toOrderState(order: ReadOrder): OrderState {
  const { orderId, paymentIntent, checkoutSession, fulfillments } = order
  const labels = fulfillments
    .filter(({ canceledAt }) => canceledAt === null)
    .flatMap((fulfillment) => fulfillment.labels)
  return {
    orderId,
    paymentIntent,
    checkoutSession,
    status: orderStatus(order),
    ...trackingOf(labels),
  }
}

/**
 * What the queue is told of an order.
 *
 * @param order undefined where Medusa has it no more.
 * @param outcome undefined where it was not pushed.
 */
export function judgeOrder(
  order: Pick<ReadOrder, "importedAt"> | undefined,
  outcome: OrderPushOutcome | undefined,
  now: Date
): OrderOutcome {
  if (!order || !outcome) {
    return "gone"
  }
  if (outcome !== "not_found") {
    return outcome
  }
  const isExpected =
    now.getTime() - order.importedAt.getTime() < EXPECTED_FOR_MS
  return isExpected ? "expected" : "unknown"
}
