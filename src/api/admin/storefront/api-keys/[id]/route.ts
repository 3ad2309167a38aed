import type {
  AuthenticatedMedusaRequest,
  MedusaResponse,
} from "@medusajs/framework/http"
import type { StorefrontApiKeyResponse } from "../../../../../types/storefront-api-keys"
import { setKeyScopeWorkflow } from "../../../../../workflows/storefront-access/workflows/set-key-scope"
import type { Refusal } from "../../../../refuse"
import { actorOf } from "../../ledger-of-request"
import { keyOfRequest, refuseUnknownKey } from "../key-of-request"
import { presentApiKeys } from "../present-api-keys"
import type { SetKeyScopeBody } from "../validators"

/** A secret key with what it may call and how often it does. */
export const GET = async (
  req: AuthenticatedMedusaRequest,
  res: MedusaResponse<StorefrontApiKeyResponse | Refusal>
): Promise<void> => {
  const key = await keyOfRequest(req)
  const [api_key] = key ? await presentApiKeys(req, [key]) : []
  if (api_key) {
    res.json({ api_key })
  } else {
    refuseUnknownKey(res)
  }
}

/** Says what a secret key may call; it counts within seconds. */
export const POST = async (
  req: AuthenticatedMedusaRequest<SetKeyScopeBody>,
  res: MedusaResponse<StorefrontApiKeyResponse | Refusal>
): Promise<void> => {
  const key = await keyOfRequest(req)
  if (key) {
    await setKeyScopeWorkflow(req.scope).run({
      input: {
        keyId: key.id,
        redacted: key.redacted,
        scope: req.validatedBody.scope,
        actor: actorOf(req),
      },
    })
  }
  await GET(req, res)
}
