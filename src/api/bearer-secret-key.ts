import {
  type MedusaNextFunction,
  type MedusaRequest,
  type MedusaResponse,
  authenticate,
} from "@medusajs/framework/http"

const BEARER_SECRET_KEY = /^bearer\s+(sk_\S+)$/i

/** Medusa's own for its admin routes. */
const authenticateStaff = authenticate("user", ["session", "bearer", "api-key"])

/**
 * Lets nobody in whom Medusa would not let in, but takes a secret API key as `Bearer` too: that is
 * how the storefront's functions and the trigger in Supabase send it, and Medusa refuses it so. For
 * routes with `AUTHENTICATE = false`, and to be their first middleware.
 */
export function authenticateWithBearerKey(
  req: MedusaRequest,
  res: MedusaResponse,
  next: MedusaNextFunction
): ReturnType<typeof authenticateStaff> {
  const key = BEARER_SECRET_KEY.exec(req.headers.authorization ?? "")?.[1]
  if (key !== undefined) {
    req.headers.authorization = `Basic ${key}`
  }
  return authenticateStaff(req, res, next)
}
