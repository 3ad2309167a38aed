import type {
  AuthenticatedMedusaRequest,
  MedusaResponse,
} from "@medusajs/framework/http"
import type {
  RetriedEvents,
  RetrySelection,
} from "../../../../../modules/stripe-inbox/client/retry-events"
import { encodeCursor } from "../../../../../modules/stripe-inbox/domain/event-cursor"
import type { StorefrontEventsRetryResponse } from "../../../../../types/storefront-events"
import { retryStripeEventsWorkflow } from "../../../../../workflows/stripe-inbox/workflows/retry-stripe-events"
import { filterOfParams } from "../filter-of-params"
import type { RetryEventsBody } from "../validators"

const IDS_SHOWN = 20

/** Sends many events off again, by their ids or by a filter; `dry_run` only counts them. */
export const POST = async (
  req: AuthenticatedMedusaRequest<RetryEventsBody>,
  res: MedusaResponse<StorefrontEventsRetryResponse>
): Promise<void> => {
  const { dry_run } = req.validatedBody
  const selection = selectionOf(req.validatedBody)
  const { result } = await retryStripeEventsWorkflow(req.scope).run({
    input: { selection, dry_run },
  })
  res.json({ dry_run, ...sumUp(selection, result) })
}

function selectionOf({
  ids,
  filter,
  cursor,
  limit,
}: RetryEventsBody): RetrySelection {
  return ids
    ? { kind: "ids", ids: [...new Set(ids)] }
    : {
        kind: "filter",
        filter: filterOfParams(filter ?? {}),
        cursor: cursor ?? null,
        limit,
      }
}

function sumUp(
  selection: RetrySelection,
  { events, next }: RetriedEvents
): Omit<StorefrontEventsRetryResponse, "dry_run"> {
  const { sent_off, already_waiting, payload_pruned } = events
  const found = [sent_off, already_waiting, payload_pruned].flat()
  const known = new Set(found)
  return {
    matched: found.length,
    retried: sent_off.length,
    already_waiting: already_waiting.length,
    payload_pruned: payload_pruned.length,
    payload_pruned_ids: payload_pruned.slice(0, IDS_SHOWN),
    not_found_ids:
      selection.kind === "ids"
        ? selection.ids.filter((id) => !known.has(id))
        : [],
    more: next !== null,
    next_cursor: next && encodeCursor(next),
  }
}
