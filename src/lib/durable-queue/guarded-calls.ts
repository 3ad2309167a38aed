import { summarizeFailure } from "../errors"
import type { WorkerLog } from "./worker-log"

const REMIND_MS = 60_000

/**
 * Calls of a queue's own database, which may be out: what they throw is logged, and the next look
 * tries again. A worker looks once a second and an outage must not fill the log, so it is told of the
 * first time, then once a minute, and when it is over.
 */
export class GuardedCalls {
  private readonly failing = new Map<string, { since: number; told: number }>()

  constructor(
    private readonly log: WorkerLog,
    private readonly queue: string,
    private readonly now: () => number = Date.now
  ) {}

  /** @returns undefined where it threw. */
  async run<T>(action: string, call: () => Promise<T>): Promise<T | undefined> {
    try {
      const result = await call()
      this.succeeded(action)
      return result
    } catch (error) {
      this.failed(action, error)
      return undefined
    }
  }

  private failed(action: string, error: unknown): void {
    const now = this.now()
    const known = this.failing.get(action)
    if (known && now - known.told < REMIND_MS) {
      return
    }
    this.failing.set(action, { since: known?.since ?? now, told: now })
    const { code, message } = summarizeFailure(error)
    const lasting = known ? `, for ${seconds(now - known.since)} s now` : ""
    this.log.error(
      `queue ${this.queue}: ${action} failed: ${code}: ${message}${lasting}`
    )
  }

  private succeeded(action: string): void {
    const known = this.failing.get(action)
    if (known) {
      this.failing.delete(action)
      this.log.warn(
        `queue ${this.queue}: ${action} works again after ${seconds(this.now() - known.since)} s`
      )
    }
  }
}

function seconds(ms: number): number {
  return Math.round(ms / 1_000)
}
