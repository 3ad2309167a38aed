import type { MedusaRequest } from "@medusajs/framework/http"
import type { ApiKeyDTO } from "@medusajs/framework/types"
import { STOREFRONT_ACCESS_MODULE } from "../../../../modules/storefront-access"
import {
  dayOf,
  fillDays,
} from "../../../../modules/storefront-access/domain/fill-days"
import type { StorefrontAccessModuleService } from "../../../../modules/storefront-access/service"
import type { StorefrontApiKey } from "../../../../types/storefront-api-keys"

const DAYS = 30
const DAY_MS = 86_400_000

/** The keys with what each may call and how often it did. */
export async function presentApiKeys(
  { scope }: Pick<MedusaRequest, "scope">,
  keys: readonly ApiKeyDTO[]
): Promise<StorefrontApiKey[]> {
  const access = scope.resolve<StorefrontAccessModuleService>(
    STOREFRONT_ACCESS_MODULE
  )
  const ids = keys.map(({ id }) => id)
  const today = new Date()
  const since = dayOf(new Date(today.getTime() - (DAYS - 1) * DAY_MS))
  const [scopes, used] = await Promise.all([
    access.scopes.ofAll(ids),
    access.calls.read(ids, since),
  ])
  return keys.map((key) => {
    const ofKey = used.filter(({ api_key_id }) => api_key_id === key.id)
    const days = fillDays(ofKey, today, DAYS)
    return {
      id: key.id,
      title: key.title,
      redacted: key.redacted,
      scope: scopes.get(key.id) ?? "staff",
      created_at: utc(key.created_at) ?? "",
      revoked_at: utc(key.revoked_at),
      last_used_at: utc(key.last_used_at),
      calls: days.reduce((sum, { calls }) => sum + calls, 0),
      refused: days.reduce((sum, { refused }) => sum + refused, 0),
      days,
    }
  })
}

/** Medusa's types say Date; serialized it is a text. */
function utc(time: Date | string | null): string | null {
  return time === null ? null : new Date(time).toISOString()
}
