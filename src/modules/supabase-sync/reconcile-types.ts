import type { JobState } from "../../lib/durable-queue/types"
import type {
  DriftCause,
  DriftResolution,
  ReconcileKind,
  StockItemKind,
} from "./types"

/** A row of the legacy store, as far as stock goes. Several rows may carry one id. */
export type LegacyRow = {
  /** Medusa's id in it. */
  id: string
  quantity: number | null
  /** Left out where the table has no such column. */
  inStock?: boolean | null
  version: string | null
}

/** What Medusa says of an item. One that it does not know cannot be sold either. */
export type MedusaFigure = {
  id: string
  quantity: number
  inStock: boolean
  existence: "live" | "deleted" | "unknown"
}

/** An item as both sides have it. */
export type BothSides = {
  id: string
  kind: StockItemKind
  medusa: MedusaFigure
  /** Empty where no row carries the id. */
  rows: readonly LegacyRow[]
}

/** What is known here of an item's pushes. */
export type ItemFacts = {
  state: JobState
  isFailing: boolean
  outcomeCode: string | null
  pushedQuantity: number | null
  pushedVersion: string | null
  /** Pushed since it was begun to look at both sides. */
  isPushedSince: boolean
}

/** A difference that is not just on its way. */
export type FoundDrift = {
  itemId: string
  kind: StockItemKind
  cause: DriftCause
  medusaQuantity: number
  /** Null where no row carries the id. */
  legacyQuantity: number | null
  legacyVersion: string | null
}

export const RECONCILE_PHASES = [
  "known",
  "sellable",
  "sellable_missing",
  "style",
  "style_missing",
] as const

/**
 * - `known`: items that are known by their id: of open drift, chosen ones, what changed lately
 * - `sellable`, `style`: all rows of the table there
 * - `…_missing`: what Medusa has and that table may lack
 */
export type ReconcilePhase = (typeof RECONCILE_PHASES)[number]

/** How far a run has come. */
export type ReconcileCursor = {
  phase: ReconcilePhase
  /** The last id that was compared; null before the first page. */
  after: string | null
  /** Ids of the table that is being read that Medusa has too, so far. */
  found: number
}

export type ReconcileRun = {
  id: string
  kind: ReconcileKind
  repairs: boolean
  item_ids: string[] | null
  cursor: ReconcileCursor | null
  total: number | null
  compared: number
  differing: number
  on_their_way: number
  repaired: number
  requested_by: string | null
  stop_requested_at: Date | null
  state: JobState
  run_at: Date
  started_at: Date | null
  finished_at: Date | null
  failing_since: Date | null
  total_attempts: number
  outcome_code: string | null
  outcome_message: string | null
  created_at: Date
}

/** What one page has come to. */
export type PageTally = {
  compared: number
  differing: number
  onTheirWay: number
  repaired: number
}

/**
 * What a process's part of a run came to:
 * - `done`: all is compared
 * - `stopped`: somebody asked it to stop
 * - `given_back`: the process is told to end
 * - `lost`: another process has the run
 */
export type ReconcileEnd = "done" | "stopped" | "given_back" | "lost"

export type ReconcileRequest = {
  kind: ReconcileKind
  repairs: boolean
  itemIds: readonly string[] | null
  requestedBy: string
}

/** A drift row as it is kept. */
export type DriftRow = {
  id: string
  item_id: string
  kind: StockItemKind
  medusa_quantity: number
  legacy_quantity: number | null
  legacy_version: string | null
  cause: DriftCause
  reconcile_id: string | null
  found_at: Date
  seen_at: Date
  resolved_at: Date | null
  resolution: DriftResolution | null
}
