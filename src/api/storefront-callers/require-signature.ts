import type {
  AuthenticatedMedusaRequest,
  MedusaNextFunction,
  MedusaRequest,
  MedusaResponse,
} from "@medusajs/framework/http"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { storefrontSigningSecrets } from "../../config/signing-secrets"
import { type SignatureProblem, checkSignature } from "./check-signature"

const HEADER = "x-storefront-signature"

const MESSAGES: Record<SignatureProblem, string> = {
  missing:
    "Calls with a secret key must be signed here: send X-Storefront-Signature: t=<unix seconds>,v1=<hex>",
  malformed:
    "X-Storefront-Signature must look like t=1795248000,v1= and 64 hexadecimal digits in lower case",
  stale:
    "The signature is more than 300 s old, or ahead; set the clock, and sign each try anew",
  wrong:
    "The signature does not fit: sign the time, the method, the path with its query and the body exactly as they are sent, divided by full stops",
}

/** Read once: it was checked at the start. */
let secrets: readonly string[] | null = null

/**
 * Where STOREFRONT_SIGNING_SECRET is set, refuses calls with a secret key that are not signed. Staff
 * who are signed in are let through: their browser has no such secret. To be run behind the
 * authentication, on a route that keeps the raw body.
 */
export function requireSignature(
  req: MedusaRequest,
  res: MedusaResponse,
  next: MedusaNextFunction
): void {
  secrets ??= storefrontSigningSecrets()
  const problem = isSecretKey(req) ? problemOf(req, secrets) : null
  if (problem === null) {
    next()
    return
  }
  const code = `signature_${problem}`
  req.scope
    .resolve(ContainerRegistrationKeys.LOGGER)
    .info(`request refused status=401 code=${code} path=${req.path}`)
  res
    .status(401)
    .json({ type: "unauthorized", code, message: MESSAGES[problem] })
}

function isSecretKey(req: MedusaRequest): boolean {
  const { auth_context } = req as Partial<AuthenticatedMedusaRequest>
  return auth_context?.actor_type === "api-key"
}

function problemOf(
  req: MedusaRequest,
  accepted: readonly string[]
): SignatureProblem | null {
  if (accepted.length === 0) {
    return null
  }
  const header = req.headers[HEADER]
  return checkSignature(
    typeof header === "string" ? header : undefined,
    {
      method: req.method,
      target: req.originalUrl,
      body: bodyOf(req),
    },
    accepted,
    Date.now() / 1000
  )
}

/** As the parser of a route with `preserveRawBody` keeps it. */
function bodyOf(req: MedusaRequest): Buffer {
  const { rawBody } = req as { rawBody?: unknown }
  return Buffer.isBuffer(rawBody) ? rawBody : Buffer.alloc(0)
}
