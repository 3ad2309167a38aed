import { useQuery } from "@tanstack/react-query"
import type { StorefrontLineMatch } from "../../types/storefront-lines"
import { client } from "./client"

/** A line whose variant a call of the storefront named. */
export type LineNamedByCall = {
  id: string
  title: string
  explanation: string
  /** The title of the key that was called with, else the id of whoever called; null where nobody knows. */
  calledBy: string | null
}

/** The lines of an order that a call of the storefront named, where the checkout had left a question. */
export function useLinesNamedByCall(orderId: string): LineNamedByCall[] {
  const { data } = useQuery<LineNamedByCall[]>({
    queryKey: ["storefront-lines-named-by-call", orderId],
    queryFn: async () => {
      const { order } = await client.admin.order.retrieve(orderId, {
        fields: "id,items.id,items.title,items.metadata",
      })
      const named = order.items.flatMap(({ id, title, metadata }) => {
        const match = metadata as Partial<StorefrontLineMatch> | null
        return match?.matched_by === "storefront_call"
          ? [{ id, title, match }]
          : []
      })
      return Promise.all(
        named.map(async ({ id, title, match }) => ({
          id,
          title,
          explanation: match.match_explanation ?? "",
          calledBy: await nameOfCaller(match.match_called_by ?? null),
        }))
      )
    },
  })
  return data ?? []
}

/** A key may be gone, and not every member of staff may see keys. */
async function nameOfCaller(id: string | null): Promise<string | null> {
  if (!id?.startsWith("apk_")) {
    return id
  }
  try {
    const { api_key } = await client.admin.apiKey.retrieve(id, {
      fields: "id,title",
    })
    return api_key.title
  } catch {
    return id
  }
}
