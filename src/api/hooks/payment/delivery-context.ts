import { randomUUID } from "node:crypto"
import type { IncomingMessage } from "node:http"
import type { MedusaRequest } from "@medusajs/framework/http"
import type { Logger } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { STRIPE_INBOX_MODULE } from "../../../modules/stripe-inbox"
import type { StripeInboxModuleService } from "../../../modules/stripe-inbox/service"

/** What answering a delivery needs; the same for all of a process. */
export type DeliveryContext = {
  inbox: StripeInboxModuleService
  logger: Logger
}

export function deliveryContextOf({ scope }: MedusaRequest): DeliveryContext {
  return {
    inbox: scope.resolve<StripeInboxModuleService>(STRIPE_INBOX_MODULE),
    logger: scope.resolve(ContainerRegistrationKeys.LOGGER),
  }
}

/** As Medusa gives it to a request: the caller's, or a new one. */
export function requestIdOf({ headers }: IncomingMessage): string {
  const given = headers["x-request-id"]
  return typeof given === "string" && /^[\w-]{1,64}$/.test(given)
    ? given
    : randomUUID()
}

/**
 * Whose request it is. One proxy is trusted, as Medusa has it: what it has put last into
 * `X-Forwarded-For` is the address that it was called from.
 */
export function addressOf({ headers, socket }: IncomingMessage): string {
  const forwarded = headers["x-forwarded-for"]
  const hops = Array.isArray(forwarded) ? forwarded.join(",") : forwarded
  return hops?.split(",").at(-1)?.trim() || (socket.remoteAddress ?? "unknown")
}
