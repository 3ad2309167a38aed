import { deriveId } from "../../../lib/derive-id"
import type {
  LegacyEditOutcome,
  LegacyEditSource,
} from "../../../modules/supabase-sync/types"

/** What a report names as edited: the Medusa variant, its SKU, or the row with a product's sum. */
export type EditedSubject =
  | { kind: "variant"; id: string }
  | { kind: "sku"; sku: string }
  | { kind: "product"; id: string }

/** That a stock number in the legacy store is, or was, another than the one Medusa wrote. */
export type LegacyEditReport = {
  subject: EditedSubject
  /** The number after the edit. */
  quantity: number
  /** The version that the row carried when it was edited; null where it was never pushed. */
  version: string | null
  /** The number before the edit; null where it is not known, as when both sides were compared. */
  previousQuantity: number | null
  /** What the trigger there calls this one edit; null where nobody gave it a name. */
  editId: string | null
}

/**
 * What came of one report. `reported`: it waits for staff; `failed`: nothing came of it, and it may be
 * sent again.
 */
export type TakenEdit = {
  outcome: LegacyEditOutcome | "not_found" | "failed"
  /** Why, and what a person can do. */
  message: string
  /** Null where there is none, or where the report was about a product. */
  variantId: string | null
  /** What was added to Medusa's stock. */
  difference: number
}

/** An edit as it is kept. */
export type KeptEdit = {
  id: string
  variantId: string
  version: string | null
  quantityBefore: number | null
  quantityAfter: number
  difference: number
  outcome: LegacyEditOutcome
  source: LegacyEditSource
  message: string
}

/** A variant as far as an edit of its number goes. */
export type EditedVariant = {
  variantId: string
  sku: string | null
  deleted: boolean
  managed: boolean
  backorder: boolean
  parts: readonly { inventoryItemId: string; required: number }[]
}

/** What one location of the storefront's channel has of an inventory item. */
export type EditableLevel = {
  id: string
  stocked: number
  reserved: number
}

/** What edits made on one version of a variant's row have led to so far. */
export type EditsOfVersion = {
  /** What they added to Medusa's stock. */
  added: number
  /** How many of them did. */
  count: number
  /** Whether the number there was taken over by comparing, which covers edits nobody had told of. */
  caughtUp: boolean
}

/** Everything the reports are judged by, read under the levels' locks. */
export type EditFacts = {
  variants: readonly EditedVariant[]
  /** Of the products asked for, those that exist. */
  productIds: readonly string[]
  /** By product: its variant, where it has but one. The product's number is then the variant's. */
  soleVariants: ReadonlyMap<string, string>
  /** By inventory item. */
  levels: ReadonlyMap<string, readonly EditableLevel[]>
  /** The version that is noted of each variant. */
  lastPushes: ReadonlyMap<string, string>
  /** What was pushed as which version, by {@link versionKey}. */
  pushed: ReadonlyMap<string, number>
  /** By {@link versionKey}. */
  edits: ReadonlyMap<string, EditsOfVersion>
  /** By id. */
  kept: ReadonlyMap<string, KeptEdit>
  /** No version above it can have been drawn here. */
  highestVersion: string
}

/** A version of a variant's row. */
export type RowVersion = { variantId: string; version: string }

/** The key of what concerns one version of one variant's row. */
export function versionKey(variantId: string, version: string): string {
  return `${variantId} ${version}`
}

/**
 * The id that an edit is kept under. One that the trigger there has named keeps its name, so that a
 * report which comes twice counts once; so does one without a name, by everything it says. What a
 * comparison or staff say is a state and not an event: it is looked at again each time, until it has
 * been taken over.
 */
export function idOfEdit(
  { editId, version, previousQuantity, quantity }: LegacyEditReport,
  variantId: string,
  source: LegacyEditSource,
  editsBefore: number
): string {
  if (source === "trigger") {
    const said = [variantId, version ?? "", previousQuantity ?? "", quantity]
    return editId ?? deriveId("ledit", ...said)
  }
  const state = [variantId, version ?? "", quantity, editsBefore]
  return deriveId("ledit", source, ...state)
}
