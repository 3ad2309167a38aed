import type { IWorkflowEngineService } from "@medusajs/framework/types"
import type { WorkerLog } from "../../../lib/durable-queue"
import { summarizeFailure } from "../../../lib/errors"
import { runWorkflow } from "../../../lib/run-workflow"
import type { FoldedChanges, WideFold } from "../types"

/** Without a legacy store nobody waits for it; it only keeps the changes from piling up. */
const IDLE_MS = 10_000

/** Has changes turned into queued items, a bounded step at a time. */
export class ChangeFolder {
  private wide: WideFold | null = null
  private timer: NodeJS.Timeout | null = null
  private idle: Promise<void> | null = null

  constructor(
    private readonly engine: IWorkflowEngineService,
    private readonly workflowId: string,
    private readonly log: WorkerLog
  ) {}

  /** Takes one step. */
  async step(): Promise<FoldedChanges> {
    const folded = await runWorkflow<FoldedChanges>(
      this.engine,
      this.workflowId,
      { wide: this.wide }
    )
    this.wide = folded.wide
    return folded
  }

  /** Folds now and then, where no worker does: what waits is then bounded by how many items there are. */
  startIdle(): void {
    const fold = (): void => {
      this.idle ??= this.foldAll().finally(() => (this.idle = null))
    }
    this.timer = setInterval(fold, IDLE_MS)
    this.timer.unref()
    fold()
  }

  /** Stops {@link startIdle} after the step under way. */
  async stopIdle(): Promise<void> {
    if (this.timer) {
      clearInterval(this.timer)
      this.timer = null
    }
    await this.idle
  }

  private async foldAll(): Promise<void> {
    try {
      while (this.timer && (await this.step()).more);
    } catch (error) {
      const { code, message } = summarizeFailure(error)
      this.log.warn(`supabase sync: fold failed code=${code}: ${message}`)
    }
  }
}
