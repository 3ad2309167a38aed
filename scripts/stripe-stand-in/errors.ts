/** The members of `error` in an answer of Stripe that is not a success. */
export interface StripeErrorBody {
  type:
    "api_error" | "card_error" | "idempotency_error" | "invalid_request_error"
  message: string
  code?: string
  decline_code?: string
  param?: string
  doc_url?: string
  payment_intent?: object
}

/**
 * A refusal in Stripe's own shape.
 *
 * `rejectedBeforeWork` tells apart what Stripe refuses before an endpoint starts (a wrong
 * parameter, a missing object) from what it refuses while working: only the latter is kept for
 * the idempotency key. Source: https://docs.stripe.com/api/idempotent_requests
 */
export class StripeApiError extends Error {
  constructor(
    readonly status: number,
    readonly body: StripeErrorBody,
    readonly rejectedBeforeWork: boolean
  ) {
    super(body.message)
    this.name = "StripeApiError"
  }

  toJSON(): { error: StripeErrorBody } {
    const { code } = this.body
    const doc_url = code
      ? `https://stripe.com/docs/error-codes/${code.replaceAll("_", "-")}`
      : undefined
    return { error: { ...this.body, ...(doc_url && { doc_url }) } }
  }
}

/** A parameter that Stripe refuses before it does anything. */
export function invalidParameter(
  message: string,
  param?: string,
  code?: string
): StripeApiError {
  const body: StripeErrorBody = { type: "invalid_request_error", message }
  return new StripeApiError(
    400,
    { ...body, ...(code && { code }), ...(param && { param }) },
    true
  )
}

/** 404 for the object named in the path, 400 for one named by a parameter, as at Stripe. */
export function noSuchObject(
  kind: string,
  id: string,
  param = "id"
): StripeApiError {
  return new StripeApiError(
    param === "id" ? 404 : 400,
    {
      type: "invalid_request_error",
      code: "resource_missing",
      message: `No such ${kind}: '${id}'`,
      param,
    },
    true
  )
}

/** A request that is well formed, but does not fit the state of the object. */
export function stateConflict(
  message: string,
  details: Partial<
    Pick<StripeErrorBody, "code" | "param" | "payment_intent">
  > = {}
): StripeApiError {
  return new StripeApiError(
    400,
    { type: "invalid_request_error", message, ...details },
    false
  )
}
