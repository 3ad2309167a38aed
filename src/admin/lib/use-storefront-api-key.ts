import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import type {
  StorefrontApiKey,
  StorefrontApiKeyResponse,
  StorefrontKeyScope,
} from "../../types/storefront-api-keys"
import { client } from "./client"

const pathOf = (id: string) => `/admin/storefront/api-keys/${id}`
const queryKeyOf = (id: string) => ["storefront-api-key", id]

/** What a secret key may call and how often it does. */
export function useStorefrontApiKey(id: string) {
  return useQuery<StorefrontApiKey>({
    queryKey: queryKeyOf(id),
    queryFn: async () => {
      const { api_key } = await client.client.fetch<StorefrontApiKeyResponse>(
        pathOf(id)
      )
      return api_key
    },
  })
}

/** Says what a secret key may call. */
export function useSetKeyScope(id: string) {
  const queries = useQueryClient()
  return useMutation<StorefrontApiKey, Error, StorefrontKeyScope>({
    mutationFn: async (scope) => {
      const { api_key } = await client.client.fetch<StorefrontApiKeyResponse>(
        pathOf(id),
        { method: "POST", body: { scope } }
      )
      return api_key
    },
    onSuccess: (key) => queries.setQueryData(queryKeyOf(id), key),
  })
}
