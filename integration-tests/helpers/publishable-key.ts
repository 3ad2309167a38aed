import type { Shop } from "./shop"

/**
 * The publishable key of the seed's own sales channel, which the store API asks for. Medusa makes one
 * of its own besides, for a channel that sells nothing.
 */
export async function publishableKey(shop: Shop): Promise<string> {
  const { api_keys } = await shop.admin<{
    api_keys: { title: string; token: string }[]
  }>("/admin/api-keys?type=publishable")
  const key = api_keys.find(({ title }) => title === "Storefront")
  if (!key) {
    throw new Error("The seed has made no publishable key")
  }
  return key.token
}
