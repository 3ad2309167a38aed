import { isRecord } from "./unknown-values"

/**
 * An error that says whether trying again can help. Foreign errors are turned into one of these
 * once, where the foreign system is called; the queue decides by it.
 *
 * - `passing`: the other side is out, slow or busy; the same call may go through later.
 * - `permanent`: the same call will fail the same way; a person or a change is needed.
 */
export class WorkError extends Error {
  override readonly name: string = "WorkError"

  constructor(
    readonly retry: "passing" | "permanent",
    /** A stable snake_case name of the cause, for staff lists and filters. */
    readonly code: string,
    message: string,
    options?: ErrorOptions
  ) {
    super(message, options)
  }
}

/** A {@link WorkError} for what may go through later. */
export function passingError(
  code: string,
  message: string,
  cause?: unknown
): WorkError {
  return new WorkError("passing", code, message, { cause })
}

/** A {@link WorkError} for what cannot go through without a change. */
export function permanentError(
  code: string,
  message: string,
  cause?: unknown
): WorkError {
  return new WorkError("permanent", code, message, { cause })
}

/** What an attempt row keeps of an error. No payload, no personal data, no stack. */
export type FailureSummary = {
  retry: "passing" | "permanent"
  code: string
  message: string
}

const MAX_MESSAGE_LENGTH = 500

/**
 * Sums up whatever was thrown. An error of unknown kind counts as passing: better tried for a week
 * in vain than given up by mistake.
 *
 * A workflow hands errors on as plain objects, so the fields decide and not the class.
 */
export function summarizeFailure(error: unknown): FailureSummary {
  const fields = isRecord(error) ? error : {}
  return {
    retry: fields.retry === "permanent" ? "permanent" : "passing",
    code: typeof fields.code === "string" ? fields.code : "unexpected_error",
    message: messageOf(error).slice(0, MAX_MESSAGE_LENGTH),
  }
}

function messageOf(error: unknown): string {
  if (isRecord(error) && typeof error.message === "string" && error.message) {
    return error.message
  }
  return typeof error === "string" && error
    ? error
    : "An error without a message"
}
