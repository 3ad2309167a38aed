import { deriveId } from "../../../lib/derive-id"
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
}

/** Stock of an inventory item at one location. */
export type StockLevel = {
  inventoryItemId: string
  locationId: string
  stocked: number
  reserved: number
}

/** A reservation as Medusa takes it. */
export type PlannedReservation = {
  id: string
  line_item_id: string
  inventory_item_id: string
  location_id: string
  quantity: number
  /** A paid order is never refused for stock. */
  allow_backorder: true
  metadata: { title: string; missing: number }
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
    return match.variant.inventory.map(({ inventoryItemId, required }) => ({
      id: deriveId("resitem", line.id, inventoryItemId),
      lineId: line.id,
      title: line.title,
      inventoryItemId,
      quantity: Number(line.quantity) * required,
    }))
  })
}

/**
 * Chooses where each piece is taken from: the location with the most left. Lines that share an
 * item are counted one after the other, so that the second sees what the first took.
 *
 * @returns the reservations, with how many of each are missing; and what no location stocks at all.
 */
export function planReservations(
  wanted: readonly WantedStock[],
  levels: readonly StockLevel[]
): { reservations: PlannedReservation[]; unstocked: WantedStock[] } {
  const left = levels.map((level) => ({
    ...level,
    left: level.stocked - level.reserved,
  }))
  const reservations: PlannedReservation[] = []
  const unstocked: WantedStock[] = []
  for (const want of wanted) {
    const [best] = left
      .filter((level) => level.inventoryItemId === want.inventoryItemId)
      .sort((a, b) => b.left - a.left)
    if (!best) {
      unstocked.push(want)
      continue
    }
    const missing = Math.max(0, want.quantity - Math.max(0, best.left))
    best.left -= want.quantity
    reservations.push({
      id: want.id,
      line_item_id: want.lineId,
      inventory_item_id: want.inventoryItemId,
      location_id: best.locationId,
      quantity: want.quantity,
      allow_backorder: true,
      metadata: { title: want.title, missing },
    })
  }
  return { reservations, unstocked }
}
