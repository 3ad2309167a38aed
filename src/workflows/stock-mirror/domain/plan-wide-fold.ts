import type {
  CapturedChange,
  WideFold,
} from "../../../modules/supabase-sync/types"
import type { ChangeToPlan } from "./plan-items"

/** Whether a change concerns a whole location, or everything: more than one step can queue. */
export function isWide({
  inventoryItemId,
  variantId,
  productId,
}: CapturedChange): boolean {
  return inventoryItemId === null && variantId === null && productId === null
}

/** What is to be done for some wide changes at once; null where there are none. */
export function planWideFold(
  changes: readonly CapturedChange[]
): WideFold | null {
  const [first] = changes
  if (!first) {
    return null
  }
  const oldest = Math.min(
    ...changes.map(({ changedAt }) => changedAt.getTime())
  )
  const locationIds = changes.flatMap(({ locationId }) => locationId ?? [])
  return {
    changeIds: changes.map(({ id }) => id),
    causes: [...new Set(changes.map(({ source }) => source))],
    changedAt: new Date(oldest).toISOString(),
    locationIds:
      locationIds.length === changes.length ? [...new Set(locationIds)] : null,
    after: null,
  }
}

/** The wide changes as if each thing they concern had been noted by itself. */
export function narrowed(
  { causes, changedAt }: WideFold,
  ids: readonly string[],
  subject: "inventoryItemId" | "variantId"
): ChangeToPlan[] {
  const nothing = { inventoryItemId: null, variantId: null, productId: null }
  return ids.flatMap((id) =>
    causes.map((source) => ({
      ...nothing,
      [subject]: id,
      source,
      changedAt: new Date(changedAt),
    }))
  )
}
