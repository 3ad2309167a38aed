import type { MedusaRequest } from "@medusajs/framework/http"
import { MedusaError } from "@medusajs/framework/utils"
import { STRIPE_INBOX_MODULE } from "../../../../modules/stripe-inbox"
import type { EventDesk } from "../../../../modules/stripe-inbox/client/event-desk"
import type { EventWithAttempts } from "../../../../modules/stripe-inbox/client/read-event"
import type { StripeInboxModuleService } from "../../../../modules/stripe-inbox/service"
import { EVENT_ID } from "./validators"

export function deskOf(req: MedusaRequest): EventDesk {
  return req.scope.resolve<StripeInboxModuleService>(STRIPE_INBOX_MODULE).desk
}

/** The id in the address. @throws MedusaError 404 for what can be no id; the database is not asked. */
export function eventIdOf(req: MedusaRequest): string {
  const id = req.params.id ?? ""
  if (!EVENT_ID.test(id)) {
    throw noSuchEvent("this id")
  }
  return id
}

/** The event in the address. @throws MedusaError 404 where it is not there. */
export async function eventOf(req: MedusaRequest): Promise<EventWithAttempts> {
  const id = eventIdOf(req)
  const event = await deskOf(req).read(id)
  if (!event) {
    throw noSuchEvent(id)
  }
  return event
}

export function noSuchEvent(id: string): MedusaError {
  return new MedusaError(
    MedusaError.Types.NOT_FOUND,
    `No event is known as ${id}; either Stripe has not delivered it, or its delivery was refused (see /admin/storefront/status)`
  )
}
