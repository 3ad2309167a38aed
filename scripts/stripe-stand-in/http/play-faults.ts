import type { NextFunction, Request, RequestHandler, Response } from "express"
import { StripeApiError } from "../errors"
import type { FaultRule } from "../faults"
import type { StandIn } from "../stand-in"
import { dropConnection, errorAnswer, sendAnswer } from "./answer"

const RATE_LIMITED = new StripeApiError(
  429,
  {
    type: "invalid_request_error",
    code: "rate_limit",
    message:
      "Request rate limit exceeded. You can learn more about rate limits here: https://docs.stripe.com/rate-limits.",
  },
  true
)

/** Lets a request go wrong as the first fitting rule says; other requests pass. */
export function playFaults({ faults, requests }: StandIn): RequestHandler {
  return (request: Request, response: Response, next: NextFunction) => {
    const entry = requests.of(response)
    const rule = faults.take(entry.method, entry.path)
    if (!rule) {
      next()
      return
    }
    entry.fault = rule.kind
    const play = () => {
      playRule(rule)
    }
    if (!rule.delay_ms) {
      play()
      return
    }
    const timer = setTimeout(play, rule.delay_ms)
    response.once("close", () => {
      clearTimeout(timer)
    })

    function playRule({ kind }: FaultRule): void {
      switch (kind) {
        case "429":
          sendAnswer(requests, response, errorAnswer(RATE_LIMITED))
          return
        case "500":
        case "503":
          sendAnswer(requests, response, errorAnswer(serverError(Number(kind))))
          return
        case "reset":
          dropConnection(response)
          return
        case "timeout":
          // No answer, ever: the client gives up, or the stand-in closes.
          return
        case "reset_after_commit":
        case "slow":
          next()
      }
    }
  }
}

function serverError(status: number): StripeApiError {
  const message =
    "An error occurred with our connection to our API. Please try again, or contact us at https://support.stripe.com/."
  return new StripeApiError(status, { type: "api_error", message }, false)
}
