import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { SupabaseSyncModuleService } from "../../../modules/supabase-sync/service"
import type {
  CapturedChange,
  FoldedChanges,
  ItemToQueue,
  WideFold,
} from "../../../modules/supabase-sync/types"
import { planItems } from "../domain/plan-items"
import { isWide, narrowed, planWideFold } from "../domain/plan-wide-fold"
import { findConcernedVariants } from "./find-concerned-variants"
import { pageOfItemsAt, pageOfVariants } from "./find-in-pages"

/** Change rows that one step takes at most. */
const CHANGES_AT_ONCE = 10_000
/** Items or variants that one step queues at most for a location, or for everything. */
const WIDE_PAGE = 5_000

/** What folding needs of the mirror. */
export type FoldableMirror = Pick<
  SupabaseSyncModuleService,
  "peekChanges" | "queueItems" | "tellsProducts"
>

/**
 * One step of turning changes into items to push, bounded however many wait and however much they
 * concern, so that pushing goes on in between. Changes go in the same commit as the last of the items
 * that they led to.
 *
 * @param wide what the last step did not finish.
 */
export async function foldChanges(
  knex: Knex,
  mirror: FoldableMirror,
  wide: WideFold | null
): Promise<FoldedChanges> {
  const changes = await mirror.peekChanges(CHANGES_AT_ONCE)
  const narrow = changes.filter((change) => !isWide(change))
  const items = await itemsOf(knex, mirror, narrow)
  if (narrow.length > 0) {
    await mirror.queueItems(
      items,
      narrow.map(({ id }) => id)
    )
  }
  const begun = wide ?? planWideFold(changes.filter(isWide))
  const page = begun && (await foldWidePage(knex, mirror, begun))
  const isFinished = page?.left === null
  return {
    folded: narrow.length + (isFinished ? (begun?.changeIds.length ?? 0) : 0),
    queued: items.length + (page?.queued ?? 0),
    wide: page?.left ?? null,
    more:
      (page !== null && !isFinished) ||
      changes.length === CHANGES_AT_ONCE ||
      // Others that came while these were under way.
      (wide !== null && changes.some(isWide)),
  }
}

async function itemsOf(
  knex: Knex,
  { tellsProducts }: FoldableMirror,
  changes: readonly CapturedChange[]
): Promise<ItemToQueue[]> {
  if (changes.length === 0) {
    return []
  }
  const ids = (of: (change: CapturedChange) => string | null): string[] => [
    ...new Set(changes.flatMap((change) => of(change) ?? [])),
  ]
  const concerned = await findConcernedVariants(knex, {
    inventoryItemIds: ids((change) => change.inventoryItemId),
    variantIds: ids((change) => change.variantId),
    productIds: ids(({ variantId, productId }) =>
      variantId === null ? productId : null
    ),
  })
  return planItems(changes, concerned, tellsProducts)
}

/** Queues one page of what wide changes concern. @returns how much that was, and what is left of them */
async function foldWidePage(
  knex: Knex,
  mirror: FoldableMirror,
  wide: WideFold
): Promise<{ queued: number; left: WideFold | null }> {
  const page = { after: wide.after, limit: WIDE_PAGE }
  const subject = wide.locationIds ? "inventoryItemId" : "variantId"
  const ids = wide.locationIds
    ? await pageOfItemsAt(knex, wide.locationIds, page)
    : await pageOfVariants(knex, page)
  const concerned = await findConcernedVariants(knex, {
    inventoryItemIds: wide.locationIds ? ids : [],
    variantIds: wide.locationIds ? [] : ids,
    productIds: [],
  })
  const items = planItems(
    narrowed(wide, ids, subject),
    concerned,
    mirror.tellsProducts
  )
  const last = ids.at(-1)
  const isDone = ids.length < WIDE_PAGE || last === undefined
  await mirror.queueItems(items, isDone ? wide.changeIds : [])
  return {
    queued: items.length,
    left: isDone ? null : { ...wide, after: last },
  }
}
