import {
  type Repair,
  planRepair,
} from "../../../modules/supabase-sync/domain/plan-repair"
import type { FoundDrift } from "../../../modules/supabase-sync/reconcile-types"
import type {
  ReconcileKind,
  StockChangeSource,
} from "../../../modules/supabase-sync/types"
import { toEditReport } from "../domain/edit-report-of-drift"
import type { Sides } from "./sides"

/**
 * Does about some drift what a run of the kind does: asks for the ordinary guarded pushes, or deals
 * with numbers that were edited there as the policy says.
 *
 * @param lookedAt when it was begun to look at both sides
 * @returns how many are on their way to being equal.
 */
export async function repairDrift(
  sides: Sides,
  kind: ReconcileKind,
  drift: readonly FoundDrift[],
  lookedAt: Date
): Promise<number> {
  const planned = drift.map((item) => ({
    item,
    repair: planRepair(item, kind),
  }))
  const withRepair = (...wanted: Repair[]): FoundDrift[] =>
    planned
      .filter(({ repair }) => wanted.includes(repair))
      .map(({ item }) => item)
  await liftAbove(sides, withRepair("lift_and_push"))
  const edits = await takeEdits(sides, withRepair("take_edit"), lookedAt)
  const pushed = [...withRepair("push", "lift_and_push"), ...edits.toPush]
  await pushItems(sides, pushed, "reconcile")
  return pushed.length + edits.settled
}

/** Lets the next versions be greater than those that the rows there carry. */
export async function liftAbove(
  { sync }: Pick<Sides, "sync">,
  drift: readonly Pick<FoundDrift, "legacyVersion">[]
): Promise<void> {
  const versions = drift.flatMap(({ legacyVersion }) =>
    legacyVersion === null ? [] : [BigInt(legacyVersion)]
  )
  const [first, ...others] = versions
  if (first !== undefined) {
    await sync.reconciler.liftVersionsAbove(
      others.reduce((one, other) => (one > other ? one : other), first)
    )
  }
}

async function pushItems(
  { sync }: Sides,
  drift: readonly FoundDrift[],
  source: StockChangeSource
): Promise<void> {
  if (drift.length > 0) {
    await sync.queueItems(
      drift.map(({ itemId, kind }) => ({
        id: itemId,
        kind,
        causes: [source],
        changedAt: null,
      }))
    )
  }
}

async function takeEdits(
  { sync, takeEdits: take }: Sides,
  drift: readonly FoundDrift[],
  lookedAt: Date
): Promise<{ settled: number; toPush: FoundDrift[] }> {
  if (drift.length === 0) {
    return { settled: 0, toPush: [] }
  }
  const taken = await take("reconcile", drift.map(toEditReport))
  const withOutcome = (wanted: string): FoundDrift[] =>
    drift.filter((_, index) => taken[index]?.outcome === wanted)
  const adopted = withOutcome("adjusted")
  await sync.reconciler.adoptDrift(
    adopted.map(({ itemId }) => itemId),
    lookedAt
  )
  return {
    // One that is ignored is pushed by whoever judged it.
    settled: adopted.length + withOutcome("ignored").length,
    // Counted in Medusa already: what differs there is something else.
    toPush: withOutcome("unchanged"),
  }
}
