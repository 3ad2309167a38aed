import type { IncomingMessage, ServerResponse } from "node:http"
import { InboxUnavailableError } from "../../../modules/stripe-inbox/errors"
import { requestIdOf } from "../../front-door/request-identity"
import type { DeliveryContext } from "./delivery-context"
import { countDelivery, countStored } from "./delivery-metrics"
import { readDelivery } from "./read-delivery"
import { refuseDelivery } from "./refuse-delivery"
import { sendJson } from "./send-json"

const RETRY_AFTER_SECONDS = 5
/** Bodies being read at once: with 1 MB each the memory they can take. */
const READING_AT_ONCE = 256

let reading = 0

/**
 * Receives one of Stripe's events. 200 is said only once the event is committed; everything else
 * makes Stripe send it again.
 *
 * Calls the module without a workflow: it is one insert, and a thousand of them a second must not
 * pay for anything else.
 */
export async function receiveDelivery(
  req: IncomingMessage,
  res: ServerResponse,
  context: DeliveryContext
): Promise<void> {
  const started = performance.now()
  try {
    const delivery = await readOneOfFew(req)
    const { eventId, type, createdAt, duplicate } =
      await context.inbox.receive(delivery)
    sendJson(res, 200, { received: true, duplicate })
    if (duplicate) {
      countDelivery("duplicate")
    } else {
      countStored(createdAt)
    }
    context.logger.http(
      `stripe hook: received event_id=${eventId} type=${type} duplicate=${duplicate} duration_ms=${Math.round(performance.now() - started)}`
    )
  } catch (error) {
    if (error instanceof InboxUnavailableError) {
      sayUnavailable(error, req, res, context)
    } else {
      await refuseDelivery(error, req, res, context)
    }
  }
}

async function readOneOfFew(
  req: IncomingMessage
): ReturnType<typeof readDelivery> {
  if (reading >= READING_AT_ONCE) {
    throw new InboxUnavailableError("Too many deliveries are being read")
  }
  reading += 1
  try {
    return await readDelivery(req)
  } finally {
    reading -= 1
  }
}

function sayUnavailable(
  { message, cause }: InboxUnavailableError,
  req: IncomingMessage,
  res: ServerResponse,
  { logger }: DeliveryContext
): void {
  countDelivery("unavailable")
  logger.error(
    `stripe hook: ${message} request_id=${requestIdOf(req)}`,
    cause instanceof Error ? cause : undefined
  )
  sendJson(
    res,
    503,
    { type: "unavailable", code: "inbox_unavailable", message },
    { "Retry-After": RETRY_AFTER_SECONDS }
  )
}
