import type {
  ReconcileKind,
  StockItemKind,
} from "../../../modules/supabase-sync/types"
import {
  type KnownItems,
  countKnownItems,
} from "../queries/find-items-to-compare"
import { countMedusaIds } from "../queries/medusa-ids"
import type { Sides } from "./sides"

/** How many items a run will compare, for its progress: about, since more may come meanwhile. */
export async function countItems(
  sides: Sides,
  kind: ReconcileKind,
  known: KnownItems
): Promise<number> {
  if (kind !== "full") {
    return countKnownItems(sides.knex, known)
  }
  const kinds: StockItemKind[] = known.tellsProducts
    ? ["variant", "product"]
    : ["variant"]
  const counts = await Promise.all(
    kinds.map(async (one) =>
      Math.max(
        ...(await Promise.all([
          sides.legacy.count(one),
          countMedusaIds(sides.knex, one),
        ]))
      )
    )
  )
  return counts.reduce((sum, count) => sum + count, 0)
}
