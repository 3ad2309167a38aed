import type { SellableRules } from "./domain/sellable-stock"

/** What the queue holds: a variant's own number, or the sum of a product's variants. */
export const STOCK_ITEM_KINDS = ["variant", "product"] as const

export type StockItemKind = (typeof STOCK_ITEM_KINDS)[number]

/**
 * What kind of change led to a push. Of Medusa's tables: `stocked`, `reserved`, `level_added`,
 * `level_removed`, `variant`, `kit`, `channel`, `safety_stock`, `installed`. Of the second and third
 * net: `event`, `reconcile`. Of people: `staff`, `legacy_edit`.
 */
export const STOCK_CHANGE_SOURCES = [
  "stocked",
  "reserved",
  "level_added",
  "level_removed",
  "variant",
  "kit",
  "channel",
  "safety_stock",
  "installed",
  "event",
  "reconcile",
  "staff",
  "legacy_edit",
] as const

export type StockChangeSource = (typeof STOCK_CHANGE_SOURCES)[number]

export const STOCK_RULE_SCOPES = ["general", "product", "variant"] as const

export type StockRuleScope = (typeof STOCK_RULE_SCOPES)[number]

/**
 * Why a number in the legacy store differs:
 * - `not_linked`: no row there carries the id
 * - `unknown_item`: a row there carries an id that Medusa does not have
 * - `held`: its push was given up or keeps failing; the item says why
 * - `edited_there`: somebody changed it there since it was last pushed
 * - `set_back`: the row there carries an older version than was last pushed, as after a restore
 * - `version_ahead`: the row there carries a version that was never drawn here
 * - `never_pushed`: it was never pushed
 * - `missed`: it changed in Medusa, and nothing noted it
 */
export const DRIFT_CAUSES = [
  "not_linked",
  "unknown_item",
  "held",
  "edited_there",
  "set_back",
  "version_ahead",
  "never_pushed",
  "missed",
] as const

export type DriftCause = (typeof DRIFT_CAUSES)[number]

/** `pushed`: Medusa's number was written there; `adopted`: theirs was taken over; `gone`: equal again. */
export const DRIFT_RESOLUTIONS = ["pushed", "adopted", "gone"] as const

export type DriftResolution = (typeof DRIFT_RESOLUTIONS)[number]

/** `quick`: what changed lately; `full`: everything on both sides; `chosen`: some items. */
export const RECONCILE_KINDS = ["quick", "full", "chosen"] as const

export type ReconcileKind = (typeof RECONCILE_KINDS)[number]

/**
 * What is done with a number that somebody changed in the legacy store:
 * - `ignore`: Medusa's number is written over it
 * - `report`: it stays, and staff are asked; Medusa's next change writes over it
 * - `adjust`: the difference is added to Medusa's stock
 */
export const EDIT_POLICIES = ["ignore", "report", "adjust"] as const

export type EditPolicy = (typeof EDIT_POLICIES)[number]

export const LEGACY_EDIT_OUTCOMES = [
  "adjusted",
  "ignored",
  "reported",
  "conflict",
  "unchanged",
] as const

export type LegacyEditOutcome = (typeof LEGACY_EDIT_OUTCOMES)[number]

/** Who told of an edit: the trigger there, a run that compared both sides, or staff. */
export const LEGACY_EDIT_SOURCES = ["trigger", "reconcile", "staff"] as const

export type LegacyEditSource = (typeof LEGACY_EDIT_SOURCES)[number]

/** A table of the legacy store that stock is written to, and its columns. */
export type LegacyStockTable = {
  /** `public` where it is not said. */
  schema?: string
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
  /** One row an order of the storefront; without it no order is told of. */
  orders?: LegacyOrderTable
}

/** The table of the legacy store that is told what became of an order, and its columns. */
export type LegacyOrderTable = {
  /** `public` where it is not said. */
  schema?: string
  table: string
  /** Not every shop has that table: where it is missing no order is told of. */
  optional?: true
  paymentIntent: string
  checkoutSession: string
  orderId: string
  status: string
  trackingNumbers: string
  trackingUrls: string
  version: string
  syncedAt: string
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
 * - `locked`: another transaction there keeps the row locked
 */
export type PushOutcome =
  "written" | "superseded" | "not_found" | "refused" | "locked"

/** One batch of figures for one table, all read after `version` was drawn. */
export type PushBatch = {
  version: number
  figures: readonly StockFigure[]
}

/** How many changes may wait before people are told: it is then not just a moment's bulk update. */
export const WAITING_CHANGES_ALERT = 100_000

/**
 * One change that waits to be turned into items to push. A variant's may name a product too, whose
 * sum then follows; without any id it concerns everything.
 */
export type CapturedChange = {
  id: string
  inventoryItemId: string | null
  variantId: string | null
  productId: string | null
  locationId: string | null
  source: StockChangeSource
  /** UTC. */
  changedAt: Date
}

/**
 * Changes that concern a whole location, or everything, and how far they have come: they lead to
 * too many items for one step. Lost with the process, which begins with them anew.
 */
export type WideFold = {
  /** They go with the last of the items they lead to. */
  changeIds: readonly string[]
  causes: readonly StockChangeSource[]
  /** When the oldest of them was made; ISO, UTC. */
  changedAt: string
  /** Null: everything. */
  locationIds: readonly string[] | null
  /** The inventory item, or where it is everything the variant, that was queued last. */
  after: string | null
}

/** What one step of folding came to. */
export type FoldedChanges = {
  /** Change rows that are gone. */
  folded: number
  /** Items asked for. */
  queued: number
  /** For the next step. */
  wide: WideFold | null
  /** Whether there is more to do right away. */
  more: boolean
}

/** An item to push, and why. */
export type ItemToQueue = {
  id: string
  kind: StockItemKind
  causes: readonly StockChangeSource[]
  /** When the oldest of the changes behind it was made; null where there was none. */
  changedAt: Date | null
}

/**
 * Rows of the queue, as they were before the stock was read, to be kept in the history: PostgreSQL's
 * own arrays of the same length, as text, since they are only handed back to it.
 */
export type QueuedItems = {
  ids: string
  /** Raised each time the item is asked for. */
  generations: string
  /** Of each item, with commas between. */
  causes: string
  /** To the microsecond. */
  changed_at: string
}

/** What the module needs to run; given in `medusa-config.ts`. */
export type SupabaseSyncOptions = {
  databaseUrl: string
  /** Null: nothing is pushed; changes are kept. */
  legacyStore: LegacyStoreConnection | null
  /** Turns change rows into queued items, a step at a time: `{ wide }` → {@link FoldedChanges}. */
  foldWorkflowId: string
  /** Pushes what can be sold of items of one kind: `{ kind, item_ids }` → {@link PushedItem}[]. */
  pushWorkflowId: string
  /** Compares both sides: `{ run_id, lease_token }` → `ReconcileEnd`. */
  reconcileWorkflowId: string
  /** Compares what events named with what was last pushed: `{ noticed, since_ms }` → `Noticed`. */
  checkWorkflowId: string
  /** Turns change rows of orders into queued orders; no input. */
  foldOrdersWorkflowId: string
  /** Tells what became of orders: `{ order_ids }` → `PushedOrder[]`. */
  pushOrdersWorkflowId: string
  sellableRules: SellableRules
  /** What is done with numbers that somebody changed in the legacy store. */
  editPolicy: EditPolicy
  /** How many days pushes, attempts and resolved drift are kept. */
  historyDays: number
  worksOff: boolean
}

export type LegacyStoreConnection = {
  url: string
  /** PEM text of the authority that signed the server's certificate. */
  caCertificate?: string
  mapping: LegacyStoreMapping
}

/** What came of pushing one item. */
export type PushedItem = {
  itemId: string
  outcome: PushOutcome
}
