import type { Shop } from "./shop"

export type Answer<T> = { status: number; body: T }

/** What staff are answered, whatever the status. */
export async function answerOf<T = unknown>(
  shop: Shop,
  path: string,
  init: { method?: string; body?: unknown } = {}
): Promise<Answer<T>> {
  try {
    return { status: 200, body: await shop.admin<T>(path, init) }
  } catch (error) {
    const [, status, body] = /answered (\d+): (.*)$/s.exec(String(error)) ?? []
    if (!status) {
      throw error
    }
    return { status: Number(status), body: JSON.parse(body ?? "") as T }
  }
}

/** Posts as staff. */
export async function posted<T = unknown>(
  shop: Shop,
  path: string,
  body?: unknown
): Promise<Answer<T>> {
  return answerOf<T>(shop, path, { method: "POST", body })
}
