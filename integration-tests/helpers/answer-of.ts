import type { Shop } from "./shop"

/** What staff are answered, whatever the status. */
export async function answerOf<T = unknown>(
  shop: Shop,
  path: string,
  init: { method?: string; body?: unknown } = {}
): Promise<{ status: number; body: T }> {
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
export const posted = <T>(shop: Shop, path: string, body?: unknown) =>
  answerOf<T>(shop, path, { method: "POST", body })
