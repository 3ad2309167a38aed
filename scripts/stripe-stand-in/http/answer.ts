import type { Response } from "express"
import type { StripeApiError } from "../errors"
import type { RequestLog } from "./request-log"

/** An answer of the API: its status, its JSON text, and headers beyond the usual ones. */
export interface Answer {
  status: number
  body: string
  headers?: Record<string, string>
}

export function jsonAnswer(value: object, status = 200): Answer {
  return { status, body: JSON.stringify(value, null, 2) }
}

export function errorAnswer(error: StripeApiError): Answer {
  return jsonAnswer(error, error.status)
}

/** Sends the answer, or drops the connection where a fault wants the answer to be lost. */
export function sendAnswer(
  requests: RequestLog,
  response: Response,
  answer: Answer
): void {
  const { id, fault } = requests.of(response)
  if (fault === "reset_after_commit") {
    dropConnection(response)
    return
  }
  requests.answered(response, answer.status)
  response
    .status(answer.status)
    .set({
      "content-type": "application/json",
      "request-id": id,
      ...answer.headers,
    })
    .send(answer.body)
}

/** The peer sees a reset, not an orderly end. */
export function dropConnection(response: Response): void {
  response.socket?.resetAndDestroy()
}
