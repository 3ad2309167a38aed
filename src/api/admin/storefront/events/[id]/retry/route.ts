import type {
  AuthenticatedMedusaRequest,
  MedusaResponse,
} from "@medusajs/framework/http"
import type { StorefrontEventRetryResponse } from "../../../../../../types/storefront-events"
import { retryStripeEventsWorkflow } from "../../../../../../workflows/stripe-inbox/workflows/retry-stripe-events"
import { type Refusal, refuse } from "../../../../../refuse"
import { eventIdOf, eventOf } from "../../event-of-request"
import { presentEvent } from "../../present-event"
import type { RetryEventBody } from "../../validators"

/** Sends one event off again. A second call while it waits changes nothing and says so. */
export const POST = async (
  req: AuthenticatedMedusaRequest<RetryEventBody>,
  res: MedusaResponse<StorefrontEventRetryResponse | Refusal>
): Promise<void> => {
  const id = eventIdOf(req)
  const { result } = await retryStripeEventsWorkflow(req.scope).run({
    input: {
      selection: {
        kind: "ids",
        ids: [id],
        seenGeneration: req.validatedBody?.generation,
      },
      dry_run: false,
    },
  })
  // Also says 404 where there is none.
  const event = await eventOf(req)
  const { sent_off, payload_pruned } = result.events
  if (payload_pruned.length > 0) {
    refuse(res, {
      type: "conflict",
      code: "payload_pruned",
      message:
        "Its payload was pruned, so there is nothing left to work off. Its payment is at Stripe and can be imported from there.",
    })
    return
  }
  const retried = sent_off.length > 0
  res.json({
    event: presentEvent(event),
    retried,
    already_waiting: !retried,
    message: retried
      ? "It is worked off again as soon as a worker is free"
      : "Somebody has just asked for it; nothing was changed",
  })
}
