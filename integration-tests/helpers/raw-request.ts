import { request } from "node:http"

export type RawAnswer = {
  status: number
  headers: Record<string, string | string[] | undefined>
  body: string
}

/**
 * Sends a request whose address reaches the server as it is written: `fetch` would resolve dots and
 * slashes first.
 */
export async function rawRequest(
  url: string,
  init: {
    method: string
    path: string
    headers?: Record<string, string>
    body?: string
  }
): Promise<RawAnswer> {
  const { hostname, port } = new URL(url)
  return new Promise((resolve, reject) => {
    const sent = request(
      {
        hostname,
        port,
        method: init.method,
        path: init.path,
        headers: init.headers ?? {},
      },
      (answer) => {
        const chunks: Buffer[] = []
        answer.on("data", (chunk: Buffer) => chunks.push(chunk))
        answer.on("error", reject)
        answer.on("end", () => {
          resolve({
            status: answer.statusCode ?? 0,
            headers: answer.headers,
            body: Buffer.concat(chunks).toString(),
          })
        })
      }
    )
    sent.on("error", reject)
    sent.end(init.body)
  })
}
