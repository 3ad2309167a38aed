/**
 * What a secret key may call: all admin routes, or only what the storefront calls.
 */
export type StorefrontKeyScope = "staff" | "storefront"

/** A secret key with what it may call and how often it does. */
export type StorefrontApiKey = {
  id: string
  title: string
  /** As in `sk_0a1***f2c`. */
  redacted: string
  scope: StorefrontKeyScope
  /** UTC. */
  created_at: string
  /** UTC; may lie ahead. */
  revoked_at: string | null
  /** UTC; some seconds behind. */
  last_used_at: string | null
  /** In the days told of. */
  calls: number
  /** How many of the calls were for a route that the key may not call. */
  refused: number
  /** The last 30 days, UTC, oldest first. */
  days: { day: string; calls: number; refused: number }[]
}

export type StorefrontApiKeyResponse = { api_key: StorefrontApiKey }

export type StorefrontApiKeyListResponse = {
  api_keys: StorefrontApiKey[]
  count: number
  offset: number
  limit: number
}
