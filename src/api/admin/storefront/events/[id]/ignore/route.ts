import type {
  AuthenticatedMedusaRequest,
  MedusaResponse,
} from "@medusajs/framework/http"
import { storable } from "../../../../../../lib/storable-text"
import type { StorefrontEventIgnoreResponse } from "../../../../../../types/storefront-events"
import { ignoreStripeEventWorkflow } from "../../../../../../workflows/stripe-inbox/workflows/ignore-stripe-event"
import { type Refusal, refuse } from "../../../../../refuse"
import { eventIdOf, eventOf } from "../../event-of-request"
import { presentEvent } from "../../present-event"
import type { IgnoreEventBody } from "../../validators"

/** Sets an event aside that waits or was given up, with the reason. A retry undoes it. */
export const POST = async (
  req: AuthenticatedMedusaRequest<IgnoreEventBody>,
  res: MedusaResponse<StorefrontEventIgnoreResponse | Refusal>
): Promise<void> => {
  const { result } = await ignoreStripeEventWorkflow(req.scope).run({
    input: {
      event_id: eventIdOf(req),
      reason: storable(req.validatedBody.reason),
      actor: req.auth_context.actor_id,
    },
  })
  // Also says 404 where there is none.
  const event = await eventOf(req)
  const stateBefore = result?.stateBefore
  if (stateBefore === "running" || stateBefore === "done") {
    refuse(res, {
      type: "conflict",
      code: `event_${stateBefore}`,
      message:
        stateBefore === "running"
          ? "It is being worked off at this moment; look again in a few seconds"
          : "It is done already, so there is nothing to set aside",
    })
    return
  }
  const ignored = result?.ignored ?? false
  res.json({
    event: presentEvent(event),
    ignored,
    already_ignored: !ignored,
    message: ignored
      ? "It is set aside; a retry brings it back"
      : "It was set aside before; nothing was changed",
  })
}
