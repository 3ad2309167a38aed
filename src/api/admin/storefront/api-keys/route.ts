import type {
  AuthenticatedMedusaRequest,
  MedusaResponse,
} from "@medusajs/framework/http"
import { Modules } from "@medusajs/framework/utils"
import type { StorefrontApiKeyListResponse } from "../../../../types/storefront-api-keys"
import { presentApiKeys } from "./present-api-keys"
import type { ListApiKeysParams } from "./validators"

/** The secret keys with what each may call and how often it does, newest first. */
export const GET = async (
  req: AuthenticatedMedusaRequest<unknown, ListApiKeysParams>,
  res: MedusaResponse<StorefrontApiKeyListResponse>
): Promise<void> => {
  const { offset, limit } = req.validatedQuery
  const [keys, count] = await req.scope
    .resolve(Modules.API_KEY)
    .listAndCountApiKeys(
      { type: "secret" },
      { order: { created_at: "DESC", id: "DESC" }, skip: offset, take: limit }
    )
  const api_keys = await presentApiKeys(req, keys)
  res.json({ api_keys, count, offset, limit })
}
