import { maskText } from "./masking/mask-text"
import { isRecord } from "./unknown-values"

/**
 * Whether trying again can help. Foreign errors are turned into one of ours once, where the foreign
 * system is called; the queue decides by this.
 *
 * - `passing`: the same call may go through later.
 * - `outage`: as passing, and no other call will go through meanwhile: the other side is out, does
 *   not let us in, or asks for a pause. A queue pauses and probes.
 * - `permanent`: the same call will fail the same way; a person or a change is needed.
 */
export type RetryKind = "passing" | "outage" | "permanent"

/** An error with its {@link RetryKind}. */
export class WorkError extends Error {
  override readonly name: string = "WorkError"

  constructor(
    readonly retry: RetryKind,
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

/** A {@link WorkError} for the other side being out for everyone. */
export function outageError(
  code: string,
  message: string,
  cause?: unknown
): WorkError {
  return new WorkError("outage", code, message, { cause })
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
  retry: RetryKind
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
    retry: retryKindOf(fields),
    code: typeof fields.code === "string" ? fields.code : "unexpected_error",
    message: maskText(messageOf(error)).slice(0, MAX_MESSAGE_LENGTH),
  }
}

/**
 * What Node and PostgreSQL say when a connection cannot be made or is cut: SQLSTATE classes 08, 53
 * and 57P, and 25P03 where nothing came of a transaction for too long
 * (https://www.postgresql.org/docs/current/errcodes-appendix.html). Such an error of our own database
 * comes from anywhere, so nobody maps it.
 */
const CONNECTION_CODE =
  /^(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENOTFOUND|08\w{3}|53\w{3}|57P0[1-4]|25P03)$/

/** What `pg` and its pool say without a code when a connection was cut, or none was to be had. */
const CONNECTION_MESSAGE =
  /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Timeout acquiring a connection/

/** MikroORM writes values into the statement, where a null character ends the message too early. */
const CUT_BY_NULL_CHARACTER = "invalid message format"

/** Whether PostgreSQL could not read a statement for a null character in it. */
export function isCutByNullCharacter(error: Record<string, unknown>): boolean {
  return (
    error.code === "08P01" &&
    String(error.message).includes(CUT_BY_NULL_CHARACTER)
  )
}

function retryKindOf(fields: Record<string, unknown>): RetryKind {
  if (fields.retry === "permanent" || fields.retry === "outage") {
    return fields.retry
  }
  const isCut =
    fields.retry === undefined &&
    !isCutByNullCharacter(fields) &&
    (CONNECTION_CODE.test(String(fields.code)) ||
      CONNECTION_MESSAGE.test(String(fields.message)))
  return isCut ? "outage" : "passing"
}

function messageOf(error: unknown): string {
  if (isRecord(error) && typeof error.message === "string" && error.message) {
    return error.message
  }
  return typeof error === "string" && error
    ? error
    : "An error without a message"
}
