import type {
  BothSides,
  FoundDrift,
  ItemFacts,
  LegacyRow,
} from "../reconcile-types"
import type { DriftCause } from "../types"

/** The outcome of a push that found no row: not what holds an item once there is one. */
const ROW_NOT_FOUND = "legacy_row_not_found"

/**
 * The first row there that is not as Medusa says.
 *
 * @returns null where all are; `none` where Medusa has the item and no row carries its id.
 */
export function findDifference({
  medusa,
  rows,
}: BothSides): LegacyRow | "none" | null {
  if (rows.length === 0) {
    // What cannot be sold and is not there is as it should be.
    return medusa.existence === "live" ? "none" : null
  }
  return (
    rows.find(
      ({ quantity, inStock }) =>
        quantity !== medusa.quantity ||
        (inStock !== undefined && inStock !== medusa.inStock)
    ) ?? null
  )
}

/**
 * What a difference is: drift with its cause, or only on its way.
 *
 * @param both as they are now, differing
 * @param facts of the item's pushes, read after both sides; null where it was never queued
 * @param highest version that was ever drawn, read after both sides
 */
export function judgeDifference(
  both: BothSides,
  difference: LegacyRow | "none",
  facts: ItemFacts | null,
  highest: bigint
): FoundDrift | "on_its_way" {
  const isHeld = facts !== null && holdsItem(facts)
  if (facts && !isHeld && isOnItsWay(facts)) {
    return "on_its_way"
  }
  const row = difference === "none" ? null : difference
  return {
    itemId: both.id,
    kind: both.kind,
    medusaQuantity: both.medusa.quantity,
    legacyQuantity: row?.quantity ?? null,
    legacyVersion: row?.version ?? null,
    cause: row ? causeOf(both, row, facts, isHeld, highest) : "not_linked",
  }
}

function holdsItem({ state, isFailing, outcomeCode }: ItemFacts): boolean {
  return state === "dead" ? outcomeCode !== ROW_NOT_FOUND : isFailing
}

function isOnItsWay({ state, isPushedSince }: ItemFacts): boolean {
  return state === "pending" || state === "running" || isPushedSince
}

function causeOf(
  { medusa }: BothSides,
  row: LegacyRow,
  facts: ItemFacts | null,
  isHeld: boolean,
  highest: bigint
): DriftCause {
  const pushed = facts?.pushedVersion ? BigInt(facts.pushedVersion) : null
  if (medusa.existence === "unknown" && pushed === null) {
    return "unknown_item"
  }
  if (isHeld) {
    return "held"
  }
  if (row.version === null) {
    return pushed === null ? "never_pushed" : "set_back"
  }
  const version = BigInt(row.version)
  if (version > highest) {
    return "version_ahead"
  }
  if (pushed === null) {
    return "never_pushed"
  }
  if (version < pushed) {
    return "set_back"
  }
  // Of a push that is newer than the last one noted nothing is known here.
  return version === pushed && isEdited(row, facts, medusa.quantity)
    ? "edited_there"
    : "missed"
}

function isEdited(
  { quantity }: LegacyRow,
  facts: ItemFacts | null,
  medusaQuantity: number
): boolean {
  // With equal numbers it is the mark «in stock» that was changed.
  return quantity !== facts?.pushedQuantity || quantity === medusaQuantity
}
