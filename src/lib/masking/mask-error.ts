import { inspect } from "node:util"
import { maskText } from "./mask-text"

/**
 * A copy of an error that can be printed: its message, stack and cause are masked, and what else
 * hung on it is left behind. A database driver hangs the whole row there.
 */
export function maskError(error: Error): Error {
  const { name, message, stack, cause } = error
  const masked = new Error(maskText(message))
  masked.name = name
  masked.stack = maskText(stack ?? "")
  if (cause !== undefined) {
    // A text, as Medusa's logger makes one of it.
    masked.cause = maskText(
      cause instanceof Error
        ? (cause.stack ?? cause.message)
        : inspect(cause, { depth: 2 })
    )
  }
  return masked
}
