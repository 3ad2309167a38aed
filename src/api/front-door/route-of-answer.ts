import type { IncomingMessage } from "node:http"

/** What Express notes on a request that a route has taken. */
type TakenByRoute = { route?: { path?: unknown }; baseUrl?: string }

const NO_ROUTE = "unmatched"

/**
 * The template of the route that took a request: `/admin/orders/:id`. Never the address itself: it
 * names orders and persons, and whoever calls could make up as many as they like. What no route took
 * is one thing, whether it leads nowhere or was refused before.
 */
export function routeOfAnswer({
  route,
  baseUrl = "",
}: IncomingMessage & TakenByRoute): string {
  const path = route?.path
  return typeof path === "string" || path instanceof RegExp
    ? `${baseUrl.toLowerCase()}${String(path)}`
    : NO_ROUTE
}
