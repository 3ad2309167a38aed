import { logger } from "@medusajs/framework/logger"

/** A server that may not listen where it was told to. */
type ListenError = NodeJS.ErrnoException & { port?: number }

const ADVICE: Partial<Record<string, string>> = {
  EADDRINUSE:
    "is taken by another process. End that, or set PORT (or --port) to a free one",
  EACCES:
    "is not ours to listen on. Set PORT (or --port) to one above 1023, or allow this process those below",
}

/**
 * Ends the process where its server cannot listen. Medusa only logs that, and the process would go
 * on: out of reach, alive to what watches over it, and at work beside the one that is reached.
 */
export function endWhereUnreachable(): void {
  process.on("uncaughtExceptionMonitor", (error: ListenError | undefined) => {
    if (error?.syscall === "listen") {
      logger.error(explain(error))
      process.exit(1)
    }
  })
}

function explain({ code = "", port, message }: ListenError): string {
  return `The server cannot start: port ${port} ${ADVICE[code] ?? `cannot be listened on (${message})`}`
}
