import Stripe from "stripe"
import { WorkError, outageError, permanentError } from "../errors"

/**
 * Stripe's error as one of ours. What concerns the call alone is permanent. No answer, an answer of
 * 5xx or 429, a wrong key and a missing permission are an outage: no other call would fare better,
 * and once it is over or mended the same call goes through
 * (https://docs.stripe.com/error-handling).
 */
export function toWorkError(error: unknown): WorkError {
  if (error instanceof WorkError) {
    return error
  }
  if (!(error instanceof Stripe.errors.StripeError)) {
    return outageError("stripe_unreachable", "Stripe could not be asked", error)
  }
  const code = `stripe_${error.code ?? error.type}`
  const message = `Stripe: ${error.message}${error.requestId ? ` (${error.requestId})` : ""}`
  const permanent =
    error instanceof Stripe.errors.StripeInvalidRequestError ||
    error instanceof Stripe.errors.StripeIdempotencyError ||
    error instanceof Stripe.errors.StripeCardError
  return permanent
    ? permanentError(code, message, error)
    : outageError(code, message, error)
}

/** Runs a call to Stripe; whatever it throws comes out as a {@link WorkError}. */
export async function askStripe<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call()
  } catch (error) {
    throw toWorkError(error)
  }
}

/**
 * As {@link askStripe}, for calls that only look: none of their errors is for good. A 404 may mean
 * that the key belongs to another account, and once that is mended the object is there.
 */
export async function readFromStripe<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call()
  } catch (error) {
    const { retry, code, message } = toWorkError(error)
    throw new WorkError(
      retry === "permanent" ? "passing" : retry,
      code,
      message,
      { cause: error }
    )
  }
}

/** Whether an error of {@link readFromStripe} says that our account has no such object. */
export function isMissingAtStripe(error: unknown): boolean {
  return error instanceof WorkError && error.code === "stripe_resource_missing"
}
