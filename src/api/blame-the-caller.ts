import { MedusaError } from "@medusajs/framework/utils"
import { isRecord } from "../lib/unknown-values"

/**
 * Medusa says 500 to `?a.b.c=1`, `?limit=-1` and `?q=%00`, which is nobody's fault but the caller's.
 * PostgreSQL's own words are not sent: they quote the statement.
 *
 * @returns a {@link MedusaError} that is answered with 400, or the error as it was
 */
export function blamingTheCaller(error: unknown): unknown {
  if (!isRecord(error)) {
    return error
  }
  if (isOddName(error)) {
    return new MedusaError(MedusaError.Types.INVALID_DATA, error.message)
  }
  return isRefusedValue(error)
    ? new MedusaError(
        MedusaError.Types.INVALID_DATA,
        "A value of the request cannot be used: a number or a date is out of range, or a text holds a null character"
      )
    : error
}

function isOddName(error: object): error is MedusaError {
  return (
    error instanceof MedusaError &&
    error.type === MedusaError.Types.INVALID_ARGUMENT &&
    error.message.startsWith("Key accessor")
  )
}

/**
 * What PostgreSQL says to values that it cannot take: numbers and dates out of range or none at all,
 * texts with a null character, a negative limit or offset
 * (https://www.postgresql.org/docs/current/errcodes-appendix.html, class 22).
 */
const REFUSED_VALUE = /^22(003|007|008|021|P02|P05|01W|01X)$/

/** MikroORM writes values into the statement, where a null character ends the message too early. */
const CUT_BY_NULL_CHARACTER = "invalid message format"

function isRefusedValue({ code, message }: Record<string, unknown>): boolean {
  return (
    REFUSED_VALUE.test(String(code)) ||
    (code === "08P01" && String(message).includes(CUT_BY_NULL_CHARACTER))
  )
}
