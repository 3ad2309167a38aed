import {
  type MedusaNextFunction,
  type MedusaRequest,
  type MedusaResponse,
  authenticate,
} from "@medusajs/framework/http"
import { guardSecretKeys } from "./guard-secret-keys"

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
  if ("auth_context" in req && req.auth_context) {
    // Medusa has asked, and the guard counted: its opting out is of the route's own methods only.
    next()
    return
  }
  const key = BEARER_SECRET_KEY.exec(req.headers.authorization ?? "")?.[1]
  if (key !== undefined) {
    req.headers.authorization = `Basic ${key}`
  }
  return authenticateStaff(req, res, (error?: unknown) => {
    if (error) {
      next(error)
    } else {
      // Medusa did not know yet whose request it was when the guard of all routes was asked.
      void guardSecretKeys(req, res, next)
    }
  })
}
