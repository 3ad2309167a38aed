import type { HeldRun } from "../../../modules/supabase-sync/client/reconcile-runs"
import type {
  PageTally,
  ReconcileCursor,
  ReconcileEnd,
  ReconcileRun,
} from "../../../modules/supabase-sync/reconcile-types"
import { FIRST_CURSOR, nextPhase, phasesOf } from "../domain/reconcile-phases"
import type { KnownItems } from "../queries/find-items-to-compare"
import { countItems } from "./count-items"
import { lookAgain } from "./look-again"
import { type ComparedPage, pagesOf } from "./pages"
import { RunProgress } from "./run-progress"
import type { Sides } from "./sides"

const DAY_MS = 24 * 60 * 60 * 1_000
/** A change that was under way when the last run looked, and its clock. */
const OVERLAP_MS = 10 * 60 * 1_000

/**
 * Does a run from where it stands, page by page. What a page found is kept before how far it came:
 * a process that dies in between compares that page once more.
 */
export async function runReconcile(
  sides: Sides,
  run: ReconcileRun,
  held: HeldRun
): Promise<ReconcileEnd> {
  const { reconciler } = sides.sync
  const known = await knownItemsOf(sides, run)
  const phases = phasesOf(run.kind, known.tellsProducts)
  let cursor: ReconcileCursor | null = run.cursor ?? FIRST_CURSOR
  const progress = new RunProgress(reconciler, held, cursor)
  if (run.total === null) {
    const total = await countItems(sides, run.kind, known)
    const end = await progress.save(cursor, total)
    if (end) {
      return end
    }
  }
  while (cursor) {
    let at: ReconcileCursor = cursor
    for await (const page of pagesOf(sides, at, known)) {
      // To look again may take long.
      const stood = differs(page) ? await progress.save() : null
      if (stood) {
        return stood
      }
      const tally = await settlePage(sides, run, page)
      at = page.cursor
      const noted = await progress.note(at, tally)
      const end =
        noted ??
        (reconciler.isStopping
          ? ((await progress.save()) ?? "given_back")
          : null)
      if (end) {
        return end
      }
    }
    cursor = nextPhase(phases, at)
    const end = await progress.save(cursor ?? at)
    if (end) {
      return end
    }
  }
  return "done"
}

function differs({ candidates }: ComparedPage): boolean {
  return candidates.variantIds.length + candidates.productIds.length > 0
}

async function settlePage(
  sides: Sides,
  run: ReconcileRun,
  { compared, candidates, equal }: ComparedPage
): Promise<PageTally> {
  await sides.sync.reconciler.resolveDrift(equal, "gone")
  return { ...(await lookAgain(sides, run, candidates)), compared }
}

async function knownItemsOf(
  { sync }: Sides,
  { kind, item_ids, created_at }: ReconcileRun
): Promise<KnownItems> {
  const last =
    kind === "quick" ? await sync.reconciler.lastCompared(created_at) : null
  const longest = created_at.getTime() - DAY_MS
  const since = Math.max(longest, (last?.getTime() ?? 0) - OVERLAP_MS)
  return {
    kind,
    itemIds: item_ids ?? [],
    since: new Date(since),
    tellsProducts: sync.tellsProducts,
  }
}
