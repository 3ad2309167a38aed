import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import type { ApiKeyDTO } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { type Refusal, refuse } from "../../../refuse"
import { LEDGER_ID } from "../validators"

/** The secret key that an address names. */
export async function keyOfRequest({
  scope,
  params,
}: Pick<MedusaRequest, "scope" | "params">): Promise<ApiKeyDTO | null> {
  const { success, data: id } = LEDGER_ID.safeParse(params.id)
  const [key] = success
    ? await scope
        .resolve(Modules.API_KEY)
        .listApiKeys({ id, type: "secret" }, { take: 1 })
    : []
  return key ?? null
}

export function refuseUnknownKey(
  res: Pick<MedusaResponse<Refusal>, "status">
): void {
  refuse(res, {
    type: "not_found",
    code: "not_found",
    message: "There is no secret key of this id; it may have been deleted",
  })
}
