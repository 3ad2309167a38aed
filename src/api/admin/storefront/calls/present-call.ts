import type { InferTypeOf } from "@medusajs/framework/types"
import type { StorefrontCall } from "../../../../modules/storefront-orders/models/storefront-call"
import type { StorefrontCallJob } from "../../../../types/storefront-calls"
import { toText } from "../to-text"

/** A call as staff see it: without what it told of the customer. */
export function presentCall(
  row: InferTypeOf<typeof StorefrontCall>
): StorefrontCallJob {
  return {
    id: row.id,
    payment: row.payment,
    state: row.state,
    called_by: { type: row.called_by_type, id: row.called_by },
    outcome_code: row.outcome_code,
    outcome_message: row.outcome_message,
    total_attempts: row.total_attempts,
    run_at: new Date(row.run_at).toISOString(),
    failing_since: toText(row.failing_since),
    finished_at: toText(row.finished_at),
    created_at: new Date(row.created_at).toISOString(),
  }
}
