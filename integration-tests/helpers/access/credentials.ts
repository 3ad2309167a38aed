import { createHmac, randomBytes } from "node:crypto"
import { call } from "../call"
import { METRICS_TOKEN } from "../metrics/scrape"
import { publishableKey } from "../publishable-key"
import type { Shop } from "../shop"
import { STAFF } from "../shop-template"

/** What the shop of the matrix signs its tokens with. */
export const JWT_SECRET = "a-jwt-secret-of-the-access-matrix"

/** The headers that show a credential, made anew for each request. */
export type Credential = () => Record<string, string>

/** A secret key in Medusa's own form; its title says what it is for. */
export async function makeKey(
  shop: Shop,
  title: string,
  type: "secret" | "publishable" = "secret"
): Promise<{ id: string; token: string }> {
  const { api_key } = await shop.admin<{
    api_key: { id: string; token: string }
  }>("/admin/api-keys", { method: "POST", body: { title, type } })
  return api_key
}

/** A secret key that may make the storefront's calls only. */
export async function makeStorefrontKey(
  shop: Shop,
  title: string
): Promise<{ id: string; token: string }> {
  const key = await makeKey(shop, title)
  await shop.admin(`/admin/storefront/api-keys/${key.id}`, {
    method: "POST",
    body: { scope: "storefront" },
  })
  return key
}

/** One of each kind of F64, by the name that it has in the matrix. */
export async function makeCredentials(
  shop: Shop
): Promise<ReadonlyMap<string, Credential>> {
  const secret = await makeKey(shop, "Matrix")
  const revoked = await makeKey(shop, "Matrix, revoked")
  await shop.admin(`/admin/api-keys/${revoked.id}/revoke`, {
    method: "POST",
    body: { revoke_in: 0 },
  })
  const storefront = await makeStorefrontKey(shop, "Matrix, storefront")
  const publishable = await publishableKey(shop)
  const token = await signIn(shop, "user", STAFF)
  const ended = await openSession(shop, token)
  await endSession(shop, ended)
  const session = await openSession(shop, token)
  const customer = await customerToken(shop, publishable)
  const expired = signedAnew(token, -60)
  return new Map<string, Credential>([
    ["none", () => ({})],
    ["wrong key", () => basic(`sk_${randomBytes(32).toString("hex")}`)],
    ["revoked key", () => basic(revoked.token)],
    [
      "publishable key",
      () => ({ ...basic(publishable), "x-publishable-api-key": publishable }),
    ],
    ["customer token", () => bearer(customer)],
    ["ended session", () => ({ cookie: ended })],
    ["expired token", () => bearer(expired)],
    ["staff session", () => ({ cookie: session })],
    ["secret key", () => basic(secret.token)],
    ["secret key as Bearer", () => bearer(secret.token)],
    ["storefront key", () => basic(storefront.token)],
    ["metrics token", () => bearer(METRICS_TOKEN)],
  ])
}

const basic = (key: string) => ({ authorization: `Basic ${key}` })

const bearer = (token: string) => ({ authorization: `Bearer ${token}` })

async function signIn(
  shop: Shop,
  actor: "user" | "customer",
  who: { email: string; password: string },
  step = ""
): Promise<string> {
  const { text } = await call(shop.url, {
    method: "POST",
    path: `/auth/${actor}/emailpass${step}`,
    headers: { "content-type": "application/json" },
    body: JSON.stringify(who),
  })
  return (JSON.parse(text) as { token: string }).token
}

async function customerToken(shop: Shop, publishable: string): Promise<string> {
  const who = { email: "customer@example.com", password: "a-customers-own" }
  const registering = await signIn(shop, "customer", who, "/register")
  await call(shop.url, {
    method: "POST",
    path: "/store/customers",
    headers: {
      "content-type": "application/json",
      "x-publishable-api-key": publishable,
      ...bearer(registering),
    },
    body: JSON.stringify({ email: who.email }),
  })
  return signIn(shop, "customer", who)
}

/** @returns the cookie */
async function openSession(shop: Shop, token: string): Promise<string> {
  const { headers } = await call(shop.url, {
    method: "POST",
    path: "/auth/session",
    headers: bearer(token),
  })
  return [headers["set-cookie"] ?? ""].flat()[0]?.split(";")[0] ?? ""
}

async function endSession(shop: Shop, cookie: string): Promise<void> {
  await call(shop.url, {
    method: "DELETE",
    path: "/auth/session",
    headers: { cookie },
  })
}

/**
 * The same token, signed by the server's own secret, with another end.
 *
 * @param seconds from now until it expires
 */
export function signedAnew(token: string, seconds: number): string {
  const [head = "", body = ""] = token.split(".")
  const claims = JSON.parse(
    Buffer.from(body, "base64url").toString()
  ) as Record<string, unknown>
  const exp = Math.floor(Date.now() / 1000) + seconds
  const signed = `${head}.${Buffer.from(JSON.stringify({ ...claims, exp })).toString("base64url")}`
  const signature = createHmac("sha256", JWT_SECRET).update(signed)
  return `${signed}.${signature.digest("base64url")}`
}
