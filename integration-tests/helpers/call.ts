import { Agent, request } from "node:http"

const agent = new Agent({ keepAlive: true, maxSockets: 64 })

/** One request as it goes over the wire; nothing is added but a length. */
export type Call = {
  method: string
  /** With its query, as it is: nothing is encoded. */
  path: string
  headers?: Record<string, string | string[]>
  body?: string | Buffer
  /** How long to wait for the answer to begin; as long as it takes, unless told. */
  timeoutMs?: number
}

export type CallAnswer = {
  status: number
  headers: Record<string, string | string[] | undefined>
  text: string
}

/** No answer within the time given. */
export const NO_ANSWER = 0

/**
 * Sends a request over a connection that is kept, without what `fetch` mends and forbids.
 *
 * @returns the answer; its status is {@link NO_ANSWER} where the time was up
 * @throws Error where the connection ends without an answer
 */
export function call(
  url: string,
  { method, path, headers = {}, body, timeoutMs }: Call
): Promise<CallAnswer> {
  const { hostname, port } = new URL(url)
  const chunked = "transfer-encoding" in headers
  const length = body === undefined || chunked ? {} : lengthOf(body)
  return new Promise((resolve, reject) => {
    const sent = request(
      {
        agent,
        hostname,
        port,
        method,
        path,
        headers: { ...length, ...headers },
      },
      (answer) => {
        const { statusCode: status = 0, headers: said } = answer
        const chunks: Buffer[] = []
        answer
          .on("data", (chunk: Buffer) => chunks.push(chunk))
          .on("error", reject)
          .on("end", () => {
            const text = Buffer.concat(chunks).toString()
            resolve({ status, headers: said, text })
          })
      }
    )
    if (timeoutMs !== undefined) {
      sent.setTimeout(timeoutMs, () => {
        resolve({ status: NO_ANSWER, headers: {}, text: "" })
        sent.destroy()
      })
    }
    sent.on("error", reject).end(body)
  })
}

function lengthOf(body: string | Buffer): Record<string, string> {
  return { "content-length": String(Buffer.byteLength(body)) }
}
