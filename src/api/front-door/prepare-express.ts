import type { IncomingMessage, ServerResponse } from "node:http"
import type { Router } from "./methods-of-address"
import { answerFailed, answerUnclaimed } from "./unclaimed"

/** What of Express's application is used here. */
type Express = {
  disable: (setting: string) => unknown
  use: (...handlers: (typeof answerUnclaimed | typeof answerFailed)[]) => void
  _router: Router
}

/** What Express puts on a request that it has seen. */
export type SeenByExpress = { app?: Express }

/**
 * Has Express say no more that it is there, and puts our last words behind all that Medusa has
 * registered. Nothing but a request gives a project Express's application; the first one's own
 * answer is still to come then.
 *
 * @returns whether that is settled for good
 */
export function prepareExpress(
  { app }: IncomingMessage & SeenByExpress,
  res: ServerResponse
): boolean {
  if (!res.headersSent) {
    res.removeHeader("X-Powered-By")
  }
  app?.disable("x-powered-by")
  app?.use(answerUnclaimed, answerFailed)
  return app !== undefined
}
