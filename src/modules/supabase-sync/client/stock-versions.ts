import type { Pool } from "pg"
import { liftVersions, nextVersion } from "./stock-queue"

/** Draws the versions of pushes. */
export class StockVersions {
  private lifted: Promise<void> | null = null

  constructor(private readonly pool: Pool) {}

  /** The next one. What is pushed with it must be read after it was drawn. */
  async next(): Promise<number> {
    await this.liftOnce()
    return nextVersion(this.pool)
  }

  /** Once a process; tried again when it failed. */
  private liftOnce(): Promise<void> {
    this.lifted ??= liftVersions(this.pool).catch((error: unknown) => {
      this.lifted = null
      throw error
    })
    return this.lifted
  }
}
