import type { IncomingMessage, ServerResponse } from "node:http"
import { logger } from "@medusajs/framework/logger"
import { summarizeFailure } from "../../lib/errors"
import { sendJson } from "../hooks/payment/send-json"
import { type Router, methodsOfAddress } from "./methods-of-address"

type Unclaimed = IncomingMessage & { app: { _router: Router }; path: string }

/**
 * Answers what no route has answered, where Express would send a page: 405 with the methods that
 * there are where the address has others, else 404. Under /admin only whoever is let in hears of it.
 */
export function answerUnclaimed(req: Unclaimed, res: ServerResponse): void {
  if (res.headersSent) {
    return
  }
  const methods = methodsOfAddress(req.app._router, req.path)
  if (methods.length === 0 || methods.includes(req.method ?? "")) {
    sendJson(res, 404, {
      type: "not_found",
      code: "unknown_address",
      message: "There is nothing at this address; check how it is spelt",
    })
    return
  }
  const allowed = methods.join(", ")
  sendJson(
    res,
    405,
    {
      type: "not_allowed",
      code: "method_not_allowed",
      message: `This address does not take this method; it takes ${allowed}`,
    },
    { Allow: allowed }
  )
}

/**
 * Answers what failed where even the answering of errors did: Express would send the error's stack,
 * unless NODE_ENV is production.
 */
export function answerFailed(
  error: unknown,
  _: IncomingMessage,
  res: ServerResponse,
  // Express takes a function for a handler of errors by its four parameters.
  __: unknown
): void {
  const { code, message } = summarizeFailure(error)
  logger.error(`request failed code=${code}: ${message}`)
  if (res.headersSent) {
    // Half an answer must not look like a whole one.
    res.destroy()
    return
  }
  sendJson(res, 500, {
    type: "unknown_error",
    code: "unknown_error",
    message: "The server has failed; its log says why, under the request's id",
  })
}
