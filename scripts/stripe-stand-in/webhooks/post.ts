import { request as httpRequest, type Agent } from "node:http"
import { request as httpsRequest, type Agent as HttpsAgent } from "node:https"

export interface PostTarget {
  url: string
  agents: { http: Agent; https: HttpsAgent }
  timeoutMs: number
  signal: AbortSignal
}

/** The answer's status code; rejects when no answer came. */
export function postWebhook(
  body: Buffer,
  signature: string,
  target: PostTarget
): Promise<number> {
  const secure = target.url.startsWith("https:")
  return new Promise((resolve, reject) => {
    const outgoing = (secure ? httpsRequest : httpRequest)(target.url, {
      method: "POST",
      agent: secure ? target.agents.https : target.agents.http,
      timeout: target.timeoutMs,
      signal: target.signal,
      headers: {
        "content-type": "application/json; charset=utf-8",
        "content-length": body.length,
        "stripe-signature": signature,
        "user-agent": "Stripe/1.0 (+https://stripe.com/docs/webhooks)",
      },
    })
    outgoing.on("response", (response) => {
      response.resume()
      response.on("end", () => {
        resolve(response.statusCode ?? 0)
      })
      response.on("error", reject)
    })
    outgoing.on("timeout", () =>
      outgoing.destroy(new Error("no answer in time"))
    )
    outgoing.on("error", reject)
    outgoing.end(body)
  })
}
