import Stripe from "stripe"
import { WorkError, passingError, permanentError } from "../errors"

/**
 * Stripe's error as one of ours. A wrong key or missing permission counts as passing: once it is
 * mended the same call goes through (https://docs.stripe.com/error-handling).
 */
export function toWorkError(error: unknown): WorkError {
  if (error instanceof WorkError) {
    return error
  }
  if (!(error instanceof Stripe.errors.StripeError)) {
    return passingError(
      "stripe_unreachable",
      "Stripe could not be asked",
      error
    )
  }
  const code = `stripe_${error.code ?? error.type}`
  const message = `Stripe: ${error.message}${error.requestId ? ` (${error.requestId})` : ""}`
  const permanent =
    error instanceof Stripe.errors.StripeInvalidRequestError ||
    error instanceof Stripe.errors.StripeIdempotencyError ||
    error instanceof Stripe.errors.StripeCardError
  return permanent
    ? permanentError(code, message, error)
    : passingError(code, message, error)
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
    const { code, message } = toWorkError(error)
    throw passingError(code, message, error)
  }
}
