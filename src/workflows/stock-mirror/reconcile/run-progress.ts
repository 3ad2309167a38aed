import type { HeldRun } from "../../../modules/supabase-sync/client/reconcile-runs"
import type {
  PageTally,
  ReconcileCursor,
  ReconcileEnd,
} from "../../../modules/supabase-sync/reconcile-types"
import type { StockReconciler } from "../../../modules/supabase-sync/stock-reconciler"

/** What is kept no more often than so does not cost what it saves. */
const SAVE_EVERY_MS = 200

const NOTHING: PageTally = {
  compared: 0,
  differing: 0,
  onTheirWay: 0,
  repaired: 0,
}

/**
 * Keeps how far a run has come: pages on which nothing differs a few times a second, what was found
 * at once. A process that dies in between compares the pages since then once more, and counts them
 * then.
 */
export class RunProgress {
  private tally = NOTHING
  private savedAt = Number.NEGATIVE_INFINITY

  constructor(
    private readonly reconciler: Pick<StockReconciler, "saveProgress">,
    private readonly held: HeldRun,
    private cursor: ReconcileCursor
  ) {}

  /** A page was compared. @returns how the run ends, where it does. */
  async note(
    cursor: ReconcileCursor,
    page: PageTally
  ): Promise<ReconcileEnd | null> {
    this.cursor = cursor
    this.tally = {
      compared: this.tally.compared + page.compared,
      differing: this.tally.differing + page.differing,
      onTheirWay: this.tally.onTheirWay + page.onTheirWay,
      repaired: this.tally.repaired + page.repaired,
    }
    const found = page.differing + page.onTheirWay + page.repaired
    const isDue = performance.now() - this.savedAt >= SAVE_EVERY_MS
    return found > 0 || isDue ? this.save() : null
  }

  /**
   * Keeps what was compared by now.
   *
   * @param cursor where the run goes on, where that is not after the last page
   * @param total items there are; left out where it is known already
   * @returns how the run ends, where it does.
   */
  async save(
    cursor: ReconcileCursor = this.cursor,
    total?: number
  ): Promise<ReconcileEnd | null> {
    const tally = this.tally
    this.cursor = cursor
    this.tally = NOTHING
    this.savedAt = performance.now()
    const { reconciler, held } = this
    switch (await reconciler.saveProgress(held, cursor, tally, total)) {
      case "go_on":
        return null
      case "stop":
        return "stopped"
      case "lost":
        return "lost"
    }
  }
}
