import { logger } from "@medusajs/framework/logger"
import { summarizeFailure } from "../../lib/errors"

/**
 * Has the log say what nobody has caught. Medusa keeps the process alive then and prints the bare
 * error, in which nothing says what it is.
 */
export function logUncaught(): void {
  process.on("uncaughtExceptionMonitor", (error, origin) => {
    say(origin, error)
  })
  process.on("unhandledRejection", (reason) => {
    say("unhandledRejection", reason)
  })
}

function say(origin: string, error: unknown): void {
  const { code, message } = summarizeFailure(error)
  logger.error(`${origin} code=${code}: ${message}`)
}
