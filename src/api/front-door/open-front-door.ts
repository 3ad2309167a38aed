import { subscribe } from "node:diagnostics_channel"
import { type RequestListener, Server } from "node:http"
import { type Doorkeeping, admitTo } from "./admit"
import { openAttempts } from "./attempts"
import { limitServer } from "./limit-server"
import { type SecuritySettings, securityHeadersFor } from "./security-headers"

/** Published before a server's listeners hear of a request: https://nodejs.org/docs/latest-v20.x/api/diagnostics_channel.html#http */
const REQUEST_START = "http.server.request.start"

const opened = new WeakSet<Server>()

export type FrontDoorSettings = SecuritySettings & {
  /** How long wrong keys and passwords are remembered. */
  attemptsWindowSeconds: number
  /** Where processes count them together; null where there is one process. */
  redisUrl: string | null
}

/**
 * Puts the front door before Medusa's HTTP server: what every request has to pass, also those that
 * Medusa answers before a project's middlewares are asked, such as a refused key. Medusa gives a
 * project no way to its server, but Node tells of each request of every server before it is heard;
 * the first is enough to find it.
 */
export function openFrontDoor(settings: FrontDoorSettings): void {
  const { keys } = openAttempts({
    windowSeconds: settings.attemptsWindowSeconds,
    redisUrl: settings.redisUrl,
  })
  const doorkeeping = { keys, putHeaders: securityHeadersFor(settings) }
  subscribe(REQUEST_START, (message) => {
    const server = serverOf(message)
    if (server && !opened.has(server)) {
      opened.add(server)
      limitServer(server)
      standBefore(server, doorkeeping)
    }
  })
}

function standBefore(server: Server, doorkeeping: Doorkeeping): void {
  // The one that the server was made with; those added later only watch.
  const [medusa] = server.listeners("request") as RequestListener[]
  if (medusa) {
    server.off("request", medusa)
    server.prependListener("request", admitTo(medusa, doorkeeping))
  }
}

function serverOf(message: unknown): Server | null {
  const isOfServer =
    typeof message === "object" && message !== null && "server" in message
  return isOfServer && message.server instanceof Server ? message.server : null
}
