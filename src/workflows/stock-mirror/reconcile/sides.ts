import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { LegacyReader } from "../../../modules/supabase-sync/client/legacy-reader"
import type {
  BothSides,
  LegacyRow,
  MedusaFigure,
} from "../../../modules/supabase-sync/reconcile-types"
import type { SupabaseSyncModuleService } from "../../../modules/supabase-sync/service"
import type {
  LegacyEditSource,
  StockItemKind,
} from "../../../modules/supabase-sync/types"
import type { LegacyEditReport, TakenEdit } from "../domain/legacy-edit"
import { readFigures } from "../queries/read-figures"
import type { StockItemIds } from "../queries/read-variant-stock"

/** What a run compares, and what it needs for it. */
export type Sides = {
  sync: SupabaseSyncModuleService
  knex: Knex
  legacy: LegacyReader
  /** Turns what was captured into queued items. */
  fold: () => Promise<void>
  /** Deals with numbers that were edited there. @returns what came of each, in their order */
  takeEdits: (
    source: LegacyEditSource,
    edits: LegacyEditReport[]
  ) => Promise<TakenEdit[]>
}

const NONE: StockItemIds = { variantIds: [], productIds: [] }

/** Ids of one kind. */
export function itemsOf(
  kind: StockItemKind,
  ids: readonly string[]
): StockItemIds {
  return kind === "variant"
    ? { ...NONE, variantIds: ids }
    : { ...NONE, productIds: ids }
}

/** Items as both sides have them now. */
export async function lookAtBoth(
  { sync, knex, legacy }: Sides,
  items: StockItemIds
): Promise<BothSides[]> {
  const [figures, variantRows, productRows] = await Promise.all([
    readFigures(knex, items, sync.sellableRules),
    legacy.rowsOf("variant", items.variantIds),
    legacy.rowsOf("product", items.productIds),
  ])
  return [
    ...join("variant", figures.variants, variantRows),
    ...join("product", figures.products, productRows),
  ]
}

/** Rows of the legacy store beside Medusa's figures of them. */
export async function besideMedusa(
  { sync, knex }: Sides,
  kind: StockItemKind,
  rows: readonly LegacyRow[]
): Promise<BothSides[]> {
  const ids = [...new Set(rows.map(({ id }) => id))]
  const { variants, products } = await readFigures(
    knex,
    itemsOf(kind, ids),
    sync.sellableRules
  )
  return join(kind, kind === "variant" ? variants : products, rows)
}

function join(
  kind: StockItemKind,
  figures: readonly MedusaFigure[],
  rows: readonly LegacyRow[]
): BothSides[] {
  const rowsById = new Map<string, LegacyRow[]>()
  for (const row of rows) {
    const known = rowsById.get(row.id)
    if (known) {
      known.push(row)
    } else {
      rowsById.set(row.id, [row])
    }
  }
  return figures.map((medusa) => ({
    id: medusa.id,
    kind,
    medusa,
    rows: rowsById.get(medusa.id) ?? [],
  }))
}
