import type {
  AuthenticatedMedusaRequest,
  MedusaResponse,
} from "@medusajs/framework/http"
import { encodeCursor } from "../../../../modules/stripe-inbox/domain/event-cursor"
import type { StorefrontEventListResponse } from "../../../../types/storefront-events"
import { deskOf } from "./event-of-request"
import { filterOfParams } from "./filter-of-params"
import { presentEvent } from "./present-event"
import type { ListEventsParams } from "./validators"

/** Stripe's events as they were received, newest first. */
export const GET = async (
  req: AuthenticatedMedusaRequest<unknown, ListEventsParams>,
  res: MedusaResponse<StorefrontEventListResponse>
): Promise<void> => {
  const { order, cursor, limit, ...params } = req.validatedQuery
  const { events, next } = await deskOf(req).list(filterOfParams(params), {
    order: order === "received_at" ? "oldest_first" : "newest_first",
    cursor: cursor ?? null,
    limit,
  })
  res.json({
    events: events.map(presentEvent),
    next_cursor: next && encodeCursor(next),
    limit,
  })
}
