/** Why a delivery was refused; counted apart by this code. */
export type RefusalCode =
  | "signature_missing"
  | "signature_invalid"
  | "timestamp_stale"
  | "timestamp_ahead"
  | "body_malformed"
  | "mode_mismatch"

/** A delivery that is not kept. The message is safe to send back. */
export class DeliveryRefusedError extends Error {
  override readonly name = "DeliveryRefusedError"

  constructor(
    readonly code: RefusalCode,
    message: string,
    options?: ErrorOptions
  ) {
    super(message, options)
  }
}

/** The event could not be stored; Stripe must send it again. */
export class InboxUnavailableError extends Error {
  override readonly name = "InboxUnavailableError"
}
