import {
  findDifference,
  judgeDifference,
} from "../../../modules/supabase-sync/domain/cause-of-drift"
import type {
  FoundDrift,
  PageTally,
  ReconcileRun,
} from "../../../modules/supabase-sync/reconcile-types"
import type { StockItemIds } from "../queries/read-variant-stock"
import { repairDrift } from "./repair-drift"
import { type Sides, lookAtBoth } from "./sides"

/** What is left of some items that differed when they are looked at once more. */
type SecondLook = {
  drift: FoundDrift[]
  onTheirWay: number
  equal: string[]
  lookedAt: Date
}

/**
 * Looks once more at items that differed, keeps those that are drift, and has them pushed where the
 * run repairs.
 */
export async function lookAgain(
  sides: Sides,
  run: ReconcileRun,
  candidates: StockItemIds
): Promise<PageTally> {
  if (candidates.variantIds.length + candidates.productIds.length === 0) {
    return { compared: 0, differing: 0, onTheirWay: 0, repaired: 0 }
  }
  const { reconciler } = sides.sync
  const look = await secondLook(sides, candidates)
  await reconciler.resolveDrift(look.equal, "gone")
  // Kept before it is pushed: the push is what closes it.
  const kept = await reconciler.noteDrift(run.id, look.drift, look.lookedAt)
  const drift = look.drift.filter(({ itemId }) => kept.has(itemId))
  return {
    compared: 0,
    // What is not linked is on no shelf there: there is no number to differ.
    differing: drift.filter(({ cause }) => cause !== "not_linked").length,
    onTheirWay: look.onTheirWay + look.drift.length - drift.length,
    repaired: run.repairs
      ? await repairDrift(sides, run.kind, drift, look.lookedAt)
      : 0,
  }
}

/*
 * First the time, then both sides, then what was captured is folded, and last what is known of the
 * pushes. So a change that either side showed is seen to be on its way: its change row was there
 * before its number was, and what was pushed since is stamped with a later time.
 */
async function secondLook(
  sides: Sides,
  candidates: StockItemIds
): Promise<SecondLook> {
  const { reconciler } = sides.sync
  const lookedAt = await reconciler.clock()
  const both = await lookAtBoth(sides, candidates)
  await sides.fold()
  const { items, highest } = await reconciler.readFacts(
    both.map(({ id }) => id),
    lookedAt
  )
  const look: SecondLook = { drift: [], onTheirWay: 0, equal: [], lookedAt }
  for (const item of both) {
    const difference = findDifference(item)
    if (difference === null) {
      look.equal.push(item.id)
      continue
    }
    const facts = items.get(item.id) ?? null
    const verdict = judgeDifference(item, difference, facts, highest)
    if (verdict === "on_its_way") {
      look.onTheirWay += 1
    } else {
      look.drift.push(verdict)
    }
  }
  return look
}
