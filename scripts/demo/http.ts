import { z } from "@medusajs/framework/zod"
import { DemoError } from "./demo-error"

const TIMEOUT_MS = 30_000

export type JsonRequest = {
  method?: "GET" | "POST"
  headers?: Record<string, string>
  body?: unknown
}

/**
 * Asks for JSON and checks its shape.
 *
 * @param who is asked, for the message: «Medusa».
 * @returns null where the answer is 404.
 * @throws DemoError where nobody answers, the answer is a refusal, or it has another shape.
 */
export async function askJson<T>(
  who: string,
  url: string,
  schema: z.ZodType<T>,
  { method = "GET", headers = {}, body }: JsonRequest = {}
): Promise<T | null> {
  const response = await fetch(url, {
    method,
    headers: {
      ...headers,
      ...(body === undefined ? {} : { "content-type": "application/json" }),
    },
    signal: AbortSignal.timeout(TIMEOUT_MS),
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  }).catch((cause: unknown) => {
    throw new DemoError(
      `${who} does not answer at ${new URL(url).origin}. Does «npm run up» still run?`,
      { cause }
    )
  })
  const text = await response.text()
  if (response.status === 404) {
    return null
  }
  if (!response.ok) {
    throw new DemoError(
      `${who} refused ${method} ${new URL(url).pathname}: ${messageOf(text)} (${response.status})`
    )
  }
  return schema.parse(JSON.parse(text))
}

const refusalSchema = z.object({
  message: z.string().optional(),
  error: z.object({ message: z.string().optional() }).optional(),
})

/** Medusa puts its message at the top, Stripe below `error`. */
function messageOf(text: string): string {
  try {
    const { error, message } = refusalSchema.parse(JSON.parse(text))
    return error?.message ?? message ?? text.slice(0, 300)
  } catch {
    return text.slice(0, 300)
  }
}
