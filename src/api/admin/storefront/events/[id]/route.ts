import type {
  AuthenticatedMedusaRequest,
  MedusaResponse,
} from "@medusajs/framework/http"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { StorefrontEventDetailResponse } from "../../../../../types/storefront-events"
import { eventOf } from "../event-of-request"
import { presentEventDetail } from "../present-event"
import type { ReadEventParams } from "../validators"

/** One event with its attempts and its payload; personal data only where it is asked for. */
export const GET = async (
  req: AuthenticatedMedusaRequest<unknown, ReadEventParams>,
  res: MedusaResponse<StorefrontEventDetailResponse>
): Promise<void> => {
  const unmasked = req.validatedQuery.unmasked === "true"
  const event = await eventOf(req)
  if (unmasked) {
    // Who looked at a customer's data must be known afterwards.
    req.scope
      .resolve(ContainerRegistrationKeys.LOGGER)
      .info(
        `stripe inbox: payload read unmasked event_id=${event.id} actor_type=${req.auth_context.actor_type} actor_id=${req.auth_context.actor_id}`
      )
  }
  res.json({ event: presentEventDetail(event, unmasked) })
}
