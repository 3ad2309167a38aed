import { workAhead } from "../../../lib/work-ahead"
import { findDifference } from "../../../modules/supabase-sync/domain/cause-of-drift"
import type {
  BothSides,
  ReconcileCursor,
} from "../../../modules/supabase-sync/reconcile-types"
import type { StockItemKind } from "../../../modules/supabase-sync/types"
import { kindOfPhase } from "../domain/reconcile-phases"
import {
  type KnownItems,
  pageOfKnownItems,
} from "../queries/find-items-to-compare"
import { countMedusaIds, pageOfMedusaIds } from "../queries/medusa-ids"
import type { StockItemIds } from "../queries/read-variant-stock"
import { pagesThere } from "./pages-there"
import { type Sides, besideMedusa, itemsOf, lookAtBoth } from "./sides"

const PAGE = 1_000
const KNOWN_PAGE = 500
/** So many pages are being read from Medusa while one is compared and settled. */
const PAGES_AHEAD = 2

/** What comparing one page came to. */
export type ComparedPage = {
  /** Items that were compared, and not on an earlier page. */
  compared: number
  /** Items to look at again. */
  candidates: StockItemIds
  /** Items that are equal, where it is known that one of them may have differed before. */
  equal: readonly string[]
  /** Where the next page begins. */
  cursor: ReconcileCursor
}

/** The pages of a phase that are left. */
export function pagesOf(
  sides: Sides,
  cursor: ReconcileCursor,
  known: KnownItems
): AsyncGenerator<ComparedPage> {
  switch (cursor.phase) {
    case "known":
      return knownPages(sides, cursor, known)
    case "sellable":
    case "style":
      return legacyPages(sides, cursor, kindOfPhase(cursor.phase))
    case "sellable_missing":
    case "style_missing":
      return missingPages(sides, cursor, kindOfPhase(cursor.phase))
  }
}

async function* knownPages(
  sides: Sides,
  start: ReconcileCursor,
  known: KnownItems
): AsyncGenerator<ComparedPage> {
  let cursor = start
  for (;;) {
    const items = await pageOfKnownItems(
      sides.knex,
      known,
      cursor.after,
      KNOWN_PAGE
    )
    const last = items.at(-1)
    if (!last) {
      return
    }
    const both = await lookAtBoth(sides, {
      variantIds: idsOfKind(items, "variant"),
      productIds: idsOfKind(items, "product"),
    })
    const differing = both.filter((item) => findDifference(item) !== null)
    const isEqual = new Set(both.map(({ id }) => id))
    differing.forEach(({ id }) => isEqual.delete(id))
    cursor = { ...cursor, after: last.id }
    // A full run comes to each of them once more, and counts and mends it there.
    const isFull = known.kind === "full"
    yield {
      compared: isFull ? 0 : both.length,
      candidates: isFull ? itemsOf("variant", []) : idsOf(differing),
      equal: [...isEqual],
      cursor,
    }
  }
}

/** While one page is settled the next ones are being read, from both sides. */
async function* legacyPages(
  sides: Sides,
  start: ReconcileCursor,
  kind: StockItemKind
): AsyncGenerator<ComparedPage> {
  const both = workAhead(
    pagesThere(sides, kind, start.after),
    (rows) => besideMedusa(sides, kind, rows),
    PAGES_AHEAD
  )
  let cursor = start
  for await (const items of both) {
    const live = items.filter(({ medusa }) => medusa.existence === "live")
    cursor = {
      ...cursor,
      after: items.at(-1)?.id ?? cursor.after,
      found: cursor.found + live.length,
    }
    yield {
      compared: items.length,
      candidates: idsOf(items.filter((item) => findDifference(item) !== null)),
      equal: [],
      cursor,
    }
  }
}

/**
 * What Medusa has and the legacy store lacks. Where as many were found there as there are, none is
 * missing. In an order of its own: the two databases may sort the same ids differently.
 */
async function* missingPages(
  sides: Sides,
  start: ReconcileCursor,
  kind: StockItemKind
): AsyncGenerator<ComparedPage> {
  if (
    start.after === null &&
    (await countMedusaIds(sides.knex, kind)) === start.found
  ) {
    return
  }
  let cursor = start
  for (;;) {
    const ids = await pageOfMedusaIds(sides.knex, kind, cursor.after, PAGE)
    const last = ids.at(-1)
    if (!last) {
      return
    }
    const rows = await sides.legacy.rowsOf(kind, ids)
    const found = new Set(rows.map(({ id }) => id))
    const missing = ids.filter((id) => !found.has(id))
    cursor = { ...cursor, after: last }
    yield {
      compared: missing.length,
      candidates: itemsOf(kind, missing),
      equal: [],
      cursor,
    }
  }
}

function idsOfKind(
  items: readonly { id: string; kind: StockItemKind }[],
  kind: StockItemKind
): string[] {
  return items.filter((item) => item.kind === kind).map(({ id }) => id)
}

function idsOf(items: readonly BothSides[]): StockItemIds {
  return {
    variantIds: idsOfKind(items, "variant"),
    productIds: idsOfKind(items, "product"),
  }
}
