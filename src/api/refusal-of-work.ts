import { maskText } from "../lib/masking/mask-text"
import { isRecord } from "../lib/unknown-values"
import type { Refusal } from "./refuse"

/**
 * What a request is told whose work failed with a {@link WorkError}: that another try may help, or
 * what is in the way. Null for any other error. A workflow hands errors on as plain objects, so the
 * fields decide and not the class.
 */
export function refusalOfWork(error: unknown): Refusal | null {
  if (
    !isRecord(error) ||
    typeof error.retry !== "string" ||
    typeof error.code !== "string" ||
    typeof error.message !== "string"
  ) {
    return null
  }
  const { retry, code, message } = error
  return {
    type: retry === "permanent" ? "conflict" : "unavailable",
    code,
    message: maskText(message),
  }
}
