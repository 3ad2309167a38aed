import { retryAfterSeconds } from "./backoff.ts"
import { type Verdict, judgeAnswer } from "./judge-answer.ts"
import { hmacHex, sha256Hex } from "./sign.ts"

const PATH = "/admin/orders"

/** Where Medusa is, and what it knows the storefront by. */
export type MedusaAccess = {
  /** Without a path. */
  url: string
  /** A secret key that staff made in Medusa's admin. */
  apiKey: string
  /** Medusa's STOREFRONT_SIGNING_SECRET, where it has one. */
  signingSecret: string | null
  /** How long one try may take, in ms. */
  timeoutMs: number
}

/** What the functions need of the world; stood in for in tests. */
export type World = {
  fetch: typeof fetch
  /** UTC, in ms since 1970. */
  now: () => number
  sleep: (ms: number) => Promise<void>
  /** From 0 to 1. */
  random: () => number
  log: (fields: Record<string, unknown>) => void
}

/** What came of one try. */
export type CallResult = {
  verdict: Verdict
  /** Null where there was no answer. */
  status: number | null
  /** Why it was not done, for people; no personal data. */
  error: string | null
  /** What Medusa answered, where it took it. */
  answer: unknown
  /** What Medusa asks to be left alone for, in seconds. */
  retryAfter: number | null
}

/**
 * Tells Medusa of a payment once. The same payment may be told of any number of times: the key says
 * so to Medusa, and Medusa makes one order of it anyway.
 *
 * @param body as JSON
 */
export async function callMedusa(
  { fetch, now }: Pick<World, "fetch" | "now">,
  medusa: MedusaAccess,
  payment: string,
  body: string
): Promise<CallResult> {
  try {
    const answer = await fetch(`${medusa.url}${PATH}`, {
      method: "POST",
      headers: await headersOf(medusa, payment, body, now()),
      body,
      redirect: "manual",
      signal: AbortSignal.timeout(medusa.timeoutMs),
    })
    const verdict = judgeAnswer(answer.status)
    const said = await readJson(answer)
    return {
      verdict,
      status: answer.status,
      error: verdict === "done" ? null : refusalOf(said),
      answer: said,
      retryAfter: retryAfterSeconds(answer.headers.get("retry-after"), now()),
    }
  } catch (error) {
    return {
      verdict: judgeAnswer(null),
      status: null,
      error: String(error),
      answer: null,
      retryAfter: null,
    }
  }
}

async function headersOf(
  { apiKey, signingSecret }: MedusaAccess,
  payment: string,
  body: string,
  nowMs: number
): Promise<Record<string, string>> {
  const headers: Record<string, string> = {
    "Content-Type": "application/json",
    Authorization: `Bearer ${apiKey}`,
    // A key stands for one body: told of otherwise, it is another call.
    "Idempotency-Key": `${payment}-${(await sha256Hex(body)).slice(0, 16)}`,
  }
  if (signingSecret !== null) {
    const t = Math.floor(nowMs / 1000)
    const v1 = await hmacHex(signingSecret, `${t}.POST.${PATH}.${body}`)
    headers["X-Storefront-Signature"] = `t=${t},v1=${v1}`
  }
  return headers
}

async function readJson(answer: Response): Promise<unknown> {
  const text = await answer.text()
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** Medusa's code and message; they hold nothing of the customer. */
function refusalOf(said: unknown): string {
  const { code, message } = (said ?? {}) as Record<string, unknown>
  return [code, message].filter((part) => typeof part === "string").join(": ")
}
