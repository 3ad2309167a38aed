import type {
  MedusaNextFunction,
  MedusaRequest,
  MedusaResponse,
} from "@medusajs/framework/http"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { summarizeFailure } from "../lib/errors"
import { STOREFRONT_ACCESS_MODULE } from "../modules/storefront-access"
import type { StorefrontAccessModuleService } from "../modules/storefront-access/service"
import { type Refusal, refuse } from "./refuse"

/**
 * Lets a secret key make only the calls that it may, and counts them. Whoever is signed in passes.
 * Comes after the check of who it is. Never rejects.
 */
export async function guardSecretKeys(
  req: MedusaRequest & {
    auth_context?: { actor_type: string; actor_id: string }
  },
  res: MedusaResponse<Refusal>,
  next: MedusaNextFunction
): Promise<void> {
  if (req.auth_context?.actor_type !== "api-key") {
    next()
    return
  }
  const isAdmitted = await admit(req, req.auth_context.actor_id)
  if (isAdmitted) {
    next()
  } else if (isAdmitted === null) {
    refuse(res.setHeader("Retry-After", "2"), {
      type: "unavailable",
      code: "key_not_checked",
      message: "What this key may call could not be looked up; try again",
    })
  } else {
    refuse(res, {
      type: "forbidden",
      code: "key_not_allowed",
      message:
        "This secret key is for the storefront: it may only make and look up orders (POST /admin/orders, GET /admin/orders/storefront/:payment) and tell of stock (GET and POST /admin/inventory). Use another key, or have staff change in the admin what this one may call",
    })
  }
}

/** Null where the database cannot say. */
async function admit(
  { scope, method, baseUrl, path }: MedusaRequest,
  keyId: string
): Promise<boolean | null> {
  try {
    return await scope
      .resolve<StorefrontAccessModuleService>(STOREFRONT_ACCESS_MODULE)
      .admit(keyId, method, `${baseUrl}${path}`)
  } catch (error) {
    const { code } = summarizeFailure(error)
    scope
      .resolve(ContainerRegistrationKeys.LOGGER)
      .warn(`secret key refused: its scope is not known code=${code}`)
    return null
  }
}
