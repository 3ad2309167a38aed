import type { Pool } from "pg"

/**
 * Wakes the workers of other processes with PostgreSQL's `NOTIFY`: at once, and where that is under
 * way once more afterwards, however often it was asked for meanwhile. One that is lost on the way
 * costs a second: the workers also poll.
 */
export class Notifier {
  private isUnderWay = false
  private isAskedAgain = false

  constructor(
    private readonly pool: Pool,
    private readonly channel: string,
    private readonly onError: (error: unknown) => void
  ) {}

  notify(): void {
    if (this.isUnderWay) {
      this.isAskedAgain = true
      return
    }
    this.isUnderWay = true
    this.pool
      .query("SELECT pg_notify($1, '')", [this.channel])
      .catch(this.onError)
      .finally(() => {
        this.isUnderWay = false
        if (this.isAskedAgain) {
          this.isAskedAgain = false
          this.notify()
        }
      })
  }
}
