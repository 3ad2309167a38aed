import { authenticateWithBearerKey } from "../bearer-secret-key"
import { requireSignature } from "./require-signature"

/**
 * Who may call the routes of the storefront's functions and of the trigger in Supabase. To be their
 * first middlewares, of every method; their route's file has `AUTHENTICATE = false`, and their body
 * parser `preserveRawBody: true`.
 */
export const storefrontCallers = [authenticateWithBearerKey, requireSignature]
