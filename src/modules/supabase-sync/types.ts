import type { SellableRules } from "./domain/sellable-stock"

/** A table of the legacy store that stock is written to, and its columns. */
export type LegacyStockTable = {
  table: string
  /** The column that holds Medusa's id. */
  key: string
  quantity: string
  /** A boolean that follows the quantity, where the table has one. */
  inStock?: string
  /** Not every shop has that column: where it is missing it is left out. */
  inStockOptional?: true
  version: string
  syncedAt: string
}

/** Which tables and columns of the legacy store the sync may touch; it touches no others. */
export type LegacyStoreMapping = {
  /** One row a sellable thing: found by the variant's id. */
  sellable: LegacyStockTable
  /** One row a style with the sum of its sizes: found by the product's id. */
  style?: LegacyStockTable
}

/** What can be sold of a variant or a product, as it goes out. */
export type StockFigure = {
  /** The variant's or the product's id in Medusa. */
  id: string
  quantity: number
  inStock: boolean
}

/**
 * What came of writing one figure:
 * - `written`
 * - `superseded`: the legacy store has a newer version already
 * - `not_found`: no row there has this id
 * - `refused`: the row is there and older, but the update did not touch it (row-level security)
 */
export type PushOutcome = "written" | "superseded" | "not_found" | "refused"

/** One batch of figures, all read after `version` was drawn. */
export type StockPush = {
  version: number
  sellables: readonly StockFigure[]
  styles: readonly StockFigure[]
}

/** Stock changes that wait to be turned into items to push. */
export type StockChanges = {
  changeIds: readonly string[]
  inventoryItemIds: readonly string[]
}

/** What the module needs to run; given in `medusa-config.ts`. */
export type SupabaseSyncOptions = {
  databaseUrl: string
  /** Null: nothing is pushed; changes are kept. */
  legacyStore: LegacyStoreConnection | null
  /** Turns change rows into queued variants; no input. */
  foldWorkflowId: string
  /** Pushes what can be sold of variants: `{ variant_ids }` → {@link PushedVariant}[]. */
  pushWorkflowId: string
  sellableRules: SellableRules
  worksOff: boolean
}

export type LegacyStoreConnection = {
  url: string
  /** PEM text of the authority that signed the server's certificate. */
  caCertificate?: string
  mapping: LegacyStoreMapping
}

/** What came of pushing one variant. */
export type PushedVariant = {
  variantId: string
  outcome: PushOutcome
}
