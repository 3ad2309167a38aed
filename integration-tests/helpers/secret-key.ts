import type { StorefrontApiKey } from "../../src/types/storefront-api-keys"
import type { Shop } from "./shop"

/** A secret key as staff have made it. */
export type SecretKey = { id: string; token: string; redacted: string }

/** Makes a secret key as the admin does. */
export async function makeSecretKey(
  shop: Shop,
  scope: "staff" | "storefront" = "staff"
): Promise<SecretKey> {
  const { api_key } = await shop.admin<{ api_key: SecretKey }>(
    "/admin/api-keys",
    { method: "POST", body: { title: `A ${scope} key`, type: "secret" } }
  )
  if (scope !== "staff") {
    await shop.admin(`/admin/storefront/api-keys/${api_key.id}`, {
      method: "POST",
      body: { scope },
    })
  }
  return api_key
}

/** Revokes a key as the admin does. @param seconds from now */
export async function revokeKey(
  shop: Shop,
  id: string,
  seconds = 0
): Promise<void> {
  await shop.admin(`/admin/api-keys/${id}/revoke`, {
    method: "POST",
    body: { revoke_in: seconds },
  })
}

/** What staff are shown of a key. */
export async function keyShown(
  shop: Shop,
  id: string
): Promise<StorefrontApiKey> {
  const { api_key } = await shop.admin<{ api_key: StorefrontApiKey }>(
    `/admin/storefront/api-keys/${id}`
  )
  return api_key
}

/** The ways in which a secret key is sent. */
export const basicRaw = (token: string) => `Basic ${token}`
export const basicEncoded = (token: string) =>
  `Basic ${Buffer.from(token).toString("base64")}`
/** As curl and most libraries do: a user name without a password. */
export const basicOfUser = (token: string) => basicEncoded(`${token}:`)
export const bearer = (token: string) => `Bearer ${token}`
