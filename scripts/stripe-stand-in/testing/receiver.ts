import { createServer, type Server } from "node:http"
import type { AddressInfo } from "node:net"

export interface ReceivedWebhook {
  body: Buffer
  signature: string
  /** The event's type, read without any check. */
  type: string
}

/** An endpoint for webhooks that remembers what came, in the order of arrival. */
export interface Receiver {
  readonly url: string
  readonly received: ReceivedWebhook[]
  /** The status codes of the next answers; 200 when they are used up. */
  answerWith(...statuses: number[]): void
  close(): Promise<void>
}

export async function startReceiver(): Promise<Receiver> {
  const received: ReceivedWebhook[] = []
  const statuses: number[] = []
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on("data", (chunk: Buffer) => chunks.push(chunk))
    request.on("end", () => {
      const body = Buffer.concat(chunks)
      const { type } = JSON.parse(body.toString()) as { type: string }
      received.push({
        body,
        signature: String(request.headers["stripe-signature"]),
        type,
      })
      response.writeHead(statuses.shift() ?? 200).end("{}")
    })
  })
  const port = await listen(server)
  return {
    url: `http://127.0.0.1:${port}/hooks`,
    received,
    answerWith: (...next) => {
      statuses.push(...next)
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve()
        })
        server.closeAllConnections()
      }),
  }
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      resolve((server.address() as AddressInfo).port)
    })
  })
}
