import {
  type IncomingHttpHeaders,
  type IncomingMessage,
  createServer,
} from "node:http"
import type { AddressInfo } from "node:net"
import { text } from "node:stream/consumers"

export type LocalRequest = {
  method: string
  path: string
  headers: IncomingHttpHeaders
  body: string
}

export type LocalAnswer = {
  status: number
  headers?: Record<string, string>
  /** As JSON. */
  body?: unknown
}

/** An http server of a test's own on this machine. */
export type LocalServer = {
  url: string
  /** Everything that came, in its order. */
  requests: LocalRequest[]
  close: () => Promise<void>
}

/** @param answer throws to cut the connection off without an answer */
export async function startLocalServer(
  answer: (request: LocalRequest) => LocalAnswer | Promise<LocalAnswer>
): Promise<LocalServer> {
  const requests: LocalRequest[] = []
  const respond = async (incoming: IncomingMessage): Promise<LocalAnswer> => {
    const request = {
      method: incoming.method ?? "",
      path: incoming.url ?? "",
      headers: incoming.headers,
      body: await text(incoming),
    }
    requests.push(request)
    return answer(request)
  }
  const server = createServer((incoming, outgoing) => {
    respond(incoming).then(
      ({ status, headers, body }) => {
        outgoing.writeHead(status, {
          "content-type": "application/json",
          ...headers,
        })
        outgoing.end(body === undefined ? "" : JSON.stringify(body))
      },
      () => outgoing.destroy()
    )
  })
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
