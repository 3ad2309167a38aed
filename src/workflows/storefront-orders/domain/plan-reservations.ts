import { deriveId } from "../../../lib/derive-id"
import { chooseLocation, oneLocationForAll } from "./choose-location"
import type { ItemMatch } from "./match-item"
import type { PlannedLine } from "./plan-line"

/** How many of one inventory item one order line needs. */
export type WantedStock = {
  /** The reservation's id: it follows from the line and the item, so it is made once. */
  id: string
  lineId: string
  /** The line's title, for the question asked where it is short. */
  title: string
  inventoryItemId: string
  quantity: number
  /** How many of the item one piece of the line needs: of a kit's part it may be several. */
  perPiece: number
  /** It may be sold before it is there, so it is never short. */
  allowBackorder: boolean
}

/** Stock of an inventory item at one location. */
export type StockLevel = {
  inventoryItemId: string
  locationId: string
  stocked: number
  reserved: number
  /** How many of those reserved were known to be missing when they were. */
  missing: number
}

/** What is kept with a reservation, for later runs and for staff. */
export type ReservationNote = {
  title: string
  /** How many are nowhere to be had. */
  missing: number
  /** How many are there, but at other locations than the one reserved at. */
  elsewhere: number
  per_piece: number
}

/** A reservation as it is written. A paid order is never refused for stock. */
export type PlannedReservation = {
  id: string
  line_item_id: string
  inventory_item_id: string
  location_id: string
  quantity: number
  /** For staff, in Medusa's list of reservations; null where there is nothing to say. */
  description: string | null
  metadata: ReservationNote
}

/** What the matched lines need; a kit needs each of its parts. */
export function planWantedStock(
  lines: readonly PlannedLine[],
  matches: readonly ItemMatch[]
): WantedStock[] {
  return lines.flatMap((line, index) => {
    const match = matches[index]
    if (match?.kind !== "matched" || !match.variant.managed) {
      return []
    }
    const { inventory, allowBackorder } = match.variant
    return inventory.map(({ inventoryItemId, required }) => ({
      id: deriveId("resitem", line.id, inventoryItemId),
      lineId: line.id,
      title: line.title,
      inventoryItemId,
      quantity: Number(line.quantity) * required,
      perPiece: required,
      allowBackorder,
    }))
  })
}

/**
 * Chooses where each piece is taken from: one location that has everything the order needs, else
 * for each line the location with the most left. Lines that share an item are counted one after the
 * other, so that the second sees what the first took.
 *
 * One line is reserved at one location also where only several together have enough of it: Medusa's
 * fulfilment takes the whole quantity of a line from each of its reservations of an item
 * (`create-order-fulfillment`), so it would refuse a line whose reservation is split. Such a line is
 * not short; its reservation says how many have to be moved.
 *
 * @returns the reservations, with how many of each are missing; and what no location stocks at all.
 */
export function planReservations(
  wanted: readonly WantedStock[],
  levels: readonly StockLevel[]
): { reservations: PlannedReservation[]; unstocked: WantedStock[] } {
  const current = levels.map((level) => ({ ...level }))
  const common = oneLocationForAll(wanted, levels)
  const reservations: PlannedReservation[] = []
  const unstocked: WantedStock[] = []
  for (const want of wanted) {
    const ofItem = current.filter(
      (level) => level.inventoryItemId === want.inventoryItemId
    )
    const chosen = chooseLocation(ofItem, common)
    if (!chosen) {
      unstocked.push(want)
      continue
    }
    const note = noteOf(want, chosen, ofItem)
    chosen.reserved += want.quantity
    chosen.missing += note.missing
    reservations.push({
      id: want.id,
      line_item_id: want.lineId,
      inventory_item_id: want.inventoryItemId,
      location_id: chosen.locationId,
      quantity: want.quantity,
      description: describe(want.quantity, note),
      metadata: note,
    })
  }
  return { reservations, unstocked }
}

function noteOf(
  { title, quantity, perPiece, allowBackorder }: WantedStock,
  chosen: StockLevel,
  ofItem: readonly StockLevel[]
): ReservationNote {
  const shortHere = Math.max(0, quantity - leftAt(chosen))
  const missing = Math.max(0, quantity - leftInAll(ofItem))
  return {
    title,
    missing: allowBackorder ? 0 : missing,
    elsewhere: allowBackorder ? 0 : Math.max(0, shortHere - missing),
    per_piece: perPiece,
  }
}

function leftAt({ stocked, reserved }: StockLevel): number {
  return Math.max(0, stocked - reserved)
}

/**
 * What is left over all locations. A location that owes more than it has, and was not known to lack
 * it, gets it from the others; what others' lines are known to lack is not counted twice.
 */
function leftInAll(levels: readonly StockLevel[]): number {
  const left = levels.reduce((sum, level) => sum + leftAt(level), 0)
  const owed = levels.reduce(
    (sum, { stocked, reserved, missing }) =>
      sum + Math.max(0, reserved - stocked - missing),
    0
  )
  return Math.max(0, left - owed)
}

function describe(
  quantity: number,
  { missing, elsewhere }: ReservationNote
): string | null {
  const parts = [
    ...(missing > 0 ? [`${missing} of ${quantity} are missing`] : []),
    ...(elsewhere > 0
      ? [`${elsewhere} of ${quantity} are at other locations: move them here`]
      : []),
  ]
  return parts.length > 0 ? parts.join("; ") : null
}
