import type { ItemState } from "../../../modules/supabase-sync/client/item-states"
import type { StockFigure } from "../../../modules/supabase-sync/types"

/** What to do with items that an event named. */
export type PlannedCheck = {
  /** Ids to push: nothing else will. */
  push: string[]
  /** Ids that may just have been on their way: to be looked at once more. */
  again: string[]
}

/**
 * Which items nobody has seen to, though what can be sold of them is not what was last pushed.
 *
 * @param figures read before `isChangeWaiting` was, and that before the states: a change that shows
 *   in a figure and was captured is then either waiting, queued, or was pushed lately.
 */
export function planCheck(
  figures: readonly StockFigure[],
  states: ReadonlyMap<string, ItemState>,
  isChangeWaiting: boolean
): PlannedCheck {
  const plan: PlannedCheck = { push: [], again: [] }
  for (const { id, quantity } of figures) {
    const state = states.get(id)
    const isSettled = state?.pushedQuantity === quantity
    // What is pending reads the stock when its turn comes.
    if (isSettled || state?.state === "pending") {
      continue
    }
    // It was tried since, and is held: staff know.
    if (state?.state === "dead" && state.triedLately) {
      continue
    }
    const mayBeOnItsWay =
      isChangeWaiting || state?.state === "running" || state?.triedLately
    plan[mayBeOnItsWay ? "again" : "push"].push(id)
  }
  return plan
}
