import { postWebhook, type PostTarget } from "./post"
import { signPayload } from "./sign"

/** What came of one try; `status` is null where no answer came. */
export interface TryResult {
  status: number | null
  ms: number
  error?: string
  outcome: "delivered" | "refused" | "failed" | "dropped"
}

/** Sends the body once, signed; never rejects. */
export async function tryDelivery(
  body: Buffer,
  sign: { secret: string; timestamp?: number },
  target: PostTarget
): Promise<TryResult> {
  const signature = signPayload(body, sign.secret, sign.timestamp)
  const startedAt = performance.now()
  const elapsed = () => Math.round(performance.now() - startedAt)
  try {
    const status = await postWebhook(body, signature, target)
    const taken = status >= 200 && status < 300
    return { status, ms: elapsed(), outcome: taken ? "delivered" : "refused" }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    return { status: null, ms: elapsed(), error: reason, outcome: "failed" }
  }
}
