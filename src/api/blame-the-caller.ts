import { MedusaError } from "@medusajs/framework/utils"
import { isCutByNullCharacter } from "../lib/errors"
import { isRecord } from "../lib/unknown-values"

/**
 * Medusa says 500 to `?a.b.c=1`, which is nobody's fault but the caller's.
 *
 * @returns a {@link MedusaError} that is answered with 400, or the error as it was
 */
export function blamingForNames(error: unknown): unknown {
  return error instanceof MedusaError &&
    error.type === MedusaError.Types.INVALID_ARGUMENT &&
    error.message.startsWith("Key accessor")
    ? new MedusaError(MedusaError.Types.INVALID_DATA, error.message)
    : error
}

/**
 * So it says to `?limit=-1` and `?q=%00`. Not for routes that check their values: there such an error
 * is their own.
 *
 * @param isReading whether the request can only ask: then a value that is refused is the request's,
 *   where one that writes may have come upon it in what it works out
 * @returns a {@link MedusaError} that is answered with 400, or the error as it was
 */
export function blamingForValues(error: unknown, isReading: boolean): unknown {
  return isRecord(error) && isRefusedValue(error, isReading)
    ? invalidValue(String(error.code), error)
    : error
}

/**
 * PostgreSQL's data exceptions (https://www.postgresql.org/docs/current/errcodes-appendix.html, class
 * 22) but for a division by zero: numbers and dates out of range or none at all, broken patterns.
 */
const REFUSED_IN_READING = /^22(?!012)\w{3}$/

/** Texts with a null character, negative limits and offsets: nothing that is worked out has them. */
const REFUSED_ANYWHERE = /^22(021|P05|01W|01X)$/

function isRefusedValue(
  error: Record<string, unknown>,
  isReading: boolean
): boolean {
  const refused = isReading ? REFUSED_IN_READING : REFUSED_ANYWHERE
  return refused.test(String(error.code)) || isCutByNullCharacter(error)
}

/** Without the error's own message: MikroORM quotes the statement in it. */
function invalidValue(sqlstate: string, cause: unknown): MedusaError {
  const error = new MedusaError(
    MedusaError.Types.INVALID_DATA,
    `PostgreSQL refuses a value of the request (${sqlstate}): a number, a date or a pattern is none or out of range, or a text holds a null character`
  )
  return Object.assign(error, { cause })
}
