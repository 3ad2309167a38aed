import { format } from "node:util"
import type { Logger } from "@medusajs/framework/types"
import { currentRequest } from "../current-request"
import { maskError } from "./mask-error"
import { maskText } from "./mask-text"

const LEVELS = ["silly", "debug", "verbose", "http", "info", "warn"] as const

const masked = new WeakSet<object>()

/**
 * Has everything that a logger writes pass {@link maskText}, and each line that a request causes
 * name it as `request_id`. In place, because Medusa's parts hold on to the logger that they import.
 */
export function maskLogger(logger: Logger): void {
  if (isMaskedAlready(logger)) {
    return
  }
  for (const level of LEVELS) {
    const write = logger[level].bind(logger)
    logger[level] = (message) => write(lineOf(message))
  }
  const log = logger.log.bind(logger)
  logger.log = (...args) =>
    log(...args.map((arg) => (typeof arg === "string" ? lineOf(arg) : arg)))
  const error = logger.error.bind(logger)
  logger.error = (messageOrError, cause) => {
    if (typeof messageOrError === "string") {
      error(lineOf(messageOrError), cause && printable(cause))
    } else {
      // Medusa's error handler hands over what was thrown, with nothing to say who asked.
      error(lineOf("request failed"), printable(messageOrError))
    }
  }
  maskActivities(logger)
  // Medusa's own line for a request has the whole address in it, e-mail addresses that staff looked
  // for and all, and goes past the logger: the front door writes one instead.
  const shouldLog = logger.shouldLog.bind(logger)
  logger.shouldLog = (level) => level !== "http" && shouldLog(level)
}

function maskActivities(logger: Logger): void {
  const activity = logger.activity.bind(logger)
  logger.activity = (message, config) => activity(lineOf(message), config)
  const progress = logger.progress.bind(logger)
  logger.progress = (id, message) => progress(id, lineOf(message))
  const failure = logger.failure.bind(logger)
  logger.failure = (id, message) => failure(id, lineOf(message))
  const success = logger.success.bind(logger)
  logger.success = (id, message) => success(id, lineOf(message))
}

/** Has what is written to the console, by Medusa and by packages, pass {@link maskText}. */
export function maskConsole(console: Console): void {
  if (isMaskedAlready(console)) {
    return
  }
  for (const level of ["debug", "log", "info", "warn", "error"] as const) {
    const write = console[level].bind(console)
    console[level] = (...args: unknown[]) => write(maskText(format(...args)))
  }
}

function isMaskedAlready(output: object): boolean {
  const isMasked = masked.has(output)
  masked.add(output)
  return isMasked
}

/** Callers in JavaScript hand over what they have. */
function lineOf(message: unknown): string {
  const text = maskText(typeof message === "string" ? message : format(message))
  const request = currentRequest()
  return !request || text.includes(request.id)
    ? text
    : `${text} request_id=${request.id}`
}

function printable(error: unknown): Error {
  return maskError(error instanceof Error ? error : new Error(format(error)))
}
