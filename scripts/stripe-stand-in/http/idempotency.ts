import type { Request } from "express"
import { StripeApiError } from "../errors"
import type { Store } from "../store"
import type { Answer } from "./answer"

const MAX_KEY_LENGTH = 255

/**
 * Stripe's rule for a key that was used before: the same parameters get the same answer again,
 * others are refused. Source: https://docs.stripe.com/api/idempotent_requests
 */
export function savedAnswer(
  store: Store,
  request: Request
): Answer | undefined {
  const key = request.get("idempotency-key")
  if (!key) {
    return undefined
  }
  if (key.length > MAX_KEY_LENGTH) {
    throw keyError("Idempotency keys must be at most 255 characters long.")
  }
  const saved = store.savedAnswers.get(key)
  if (!saved) {
    return undefined
  }
  if (saved.method !== request.method || saved.path !== pathOf(request)) {
    throw keyError(
      `Keys for idempotent requests can only be used for the same endpoint they were first used for ('${pathOf(request)}' vs '${saved.path}'). Try using a key other than '${key}' if you meant to execute a different request.`
    )
  }
  if (saved.params !== paramsOf(request)) {
    throw keyError(
      `Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a key other than '${key}' if you meant to execute a different request.`
    )
  }
  const headers = {
    "idempotent-replayed": "true",
    "original-request": saved.requestId,
  }
  return { status: saved.status, body: saved.body, headers }
}

/** Keeps the answer for the request's key, if it has one. */
export function saveAnswer(
  store: Store,
  request: Request,
  requestId: string,
  answer: Answer
): void {
  const key = request.get("idempotency-key")
  if (key) {
    store.savedAnswers.put({
      id: key,
      method: request.method,
      path: pathOf(request),
      params: paramsOf(request),
      requestId,
      status: answer.status,
      body: answer.body,
    })
  }
}

function pathOf(request: Request): string {
  return request.originalUrl.split("?")[0] ?? "/"
}

function paramsOf(request: Request): string {
  return canonical(request.body)
}

/** JSON with sorted keys: the order in which parameters are sent does not count. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === "object" && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(
          Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1))
        )
      : inner
  )
}

function keyError(message: string): StripeApiError {
  return new StripeApiError(400, { type: "idempotency_error", message }, true)
}
