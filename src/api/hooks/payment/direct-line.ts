import type { IncomingMessage, Server, ServerResponse } from "node:http"

/** Answers one request, whatever comes of it; never rejects. */
export type Answer = (
  req: IncomingMessage,
  res: ServerResponse
) => Promise<void>

const connected = new WeakSet<Server>()

/**
 * Has the HTTP server hand a route's requests over directly, from the second one on.
 *
 * Before Medusa reaches a route it makes a session, a container and an access line, looks for
 * parsers three times and compares the address with some 1,200 others: 550 µs of the 750 µs that a
 * delivery took of the process, where checking and storing it takes 200 µs. None of it is for a call
 * that a signature vouches for. A request with a query, another method or another address goes
 * Medusa's way, and so does everything where the server is not as expected.
 *
 * @param req the first request, which came Medusa's way.
 */
export function openDirectLine(
  req: IncomingMessage,
  paths: readonly string[],
  answer: Answer
): void {
  const server = serverOf(req)
  if (!server || connected.has(server)) {
    return
  }
  connected.add(server)
  // The one that the server was made with; those added later only watch.
  const [medusa] = server.listeners("request") as RequestListener[]
  if (!medusa) {
    return
  }
  server.off("request", medusa)
  server.prependListener("request", (next, res) => {
    if (next.method === "POST" && paths.includes(next.url ?? "")) {
      void answer(next, res)
    } else {
      medusa(next, res)
    }
  })
}

type RequestListener = (req: IncomingMessage, res: ServerResponse) => void

/** Node sets it on each socket that a server has accepted. */
function serverOf({ socket }: IncomingMessage): Server | null {
  return "server" in socket && isServer(socket.server) ? socket.server : null
}

function isServer(value: unknown): value is Server {
  return (
    typeof value === "object" &&
    value !== null &&
    "listeners" in value &&
    typeof value.listeners === "function"
  )
}
