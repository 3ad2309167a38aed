/**
 * What a secret key may call.
 *
 * - `staff`: all admin routes, as Medusa has it; so is every key unless staff say otherwise
 * - `storefront`: only what the storefront calls
 */
export const KEY_SCOPES = ["staff", "storefront"] as const
export type KeyScope = (typeof KEY_SCOPES)[number]

/** How often a key was used on one day. */
export type KeyDay = {
  api_key_id: string
  /** UTC, as in `2026-11-21`. */
  day: string
  calls: number
  /** How many of the calls were for a route that the key may not call. */
  refused: number
}

export type StorefrontAccessOptions = {
  databaseUrl: string
}
