import type { StockLevel, WantedStock } from "./plan-reservations"

type Sum = { has: boolean; left: number }

/**
 * The location that has everything the order needs, so that it goes out as one parcel. Of several
 * the one with the most left of these items, then the one whose id comes first: the same in every
 * run.
 *
 * @returns null where no single one does.
 */
export function oneLocationForAll(
  wanted: readonly WantedStock[],
  levels: readonly StockLevel[]
): string | null {
  const needs = new Map<string, number>()
  for (const { inventoryItemId, quantity } of wanted) {
    needs.set(inventoryItemId, (needs.get(inventoryItemId) ?? 0) + quantity)
  }
  const able = [...new Set(levels.map(({ locationId }) => locationId))]
    .map((locationId) => ({
      locationId,
      ...sumUp(
        needs,
        levels.filter((level) => level.locationId === locationId)
      ),
    }))
    .filter(({ has }) => has)
    .sort(byMostLeft)
  return able[0]?.locationId ?? null
}

/**
 * Where a line is reserved: at the order's common location, else where the most is left; of equals
 * at the one whose id comes first.
 *
 * @returns undefined where no location stocks the item.
 */
export function chooseLocation<Level extends StockLevel>(
  ofItem: readonly Level[],
  common: string | null
): Level | undefined {
  const [best] = ofItem
    .map((level) => ({
      level,
      locationId: level.locationId,
      left: level.stocked - level.reserved,
    }))
    .sort(byMostLeft)
  return ofItem.find(({ locationId }) => locationId === common) ?? best?.level
}

function sumUp(
  needs: ReadonlyMap<string, number>,
  levels: readonly StockLevel[]
): Sum {
  const left = new Map(
    levels.map((level) => [
      level.inventoryItemId,
      level.stocked - level.reserved,
    ])
  )
  return [...needs].reduce<Sum>(
    (sum, [item, needed]) => {
      const there = left.get(item) ?? Number.NEGATIVE_INFINITY
      return { has: sum.has && there >= needed, left: sum.left + there }
    },
    { has: true, left: 0 }
  )
}

function byMostLeft(
  a: { left: number; locationId: string },
  b: { left: number; locationId: string }
): number {
  return b.left - a.left || (a.locationId < b.locationId ? -1 : 1)
}
