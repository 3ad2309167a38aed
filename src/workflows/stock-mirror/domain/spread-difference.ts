import type { EditableLevel } from "./legacy-edit"

/** How much is added to one level; negative where it is taken away. */
export type LevelDifference = { levelId: string; difference: number }

/**
 * Spreads a difference over the locations that stock an item: what is added goes where most of it
 * is, what is taken away comes from there first. What is promised to orders is never taken: a
 * difference that needs more than what is free most often is a sale that was counted twice, here
 * and there, and only a person can tell.
 *
 * @returns null where too little is free, or no location stocks the item.
 */
export function spreadDifference(
  levels: readonly EditableLevel[],
  difference: number
): LevelDifference[] | null {
  const byFree = levels
    .map(({ id, stocked, reserved }) => ({ id, free: stocked - reserved }))
    .sort((a, b) => b.free - a.free || (a.id < b.id ? -1 : 1))
  const [fullest] = byFree
  if (!fullest) {
    return null
  }
  if (difference >= 0) {
    return [{ levelId: fullest.id, difference }]
  }
  const taken: LevelDifference[] = []
  let left = -difference
  for (const { id, free } of byFree) {
    const share = Math.min(left, Math.floor(Math.max(0, free)))
    if (share > 0) {
      taken.push({ levelId: id, difference: -share })
      left -= share
    }
  }
  return left > 0 ? null : taken
}
