import { type FailureSummary, summarizeFailure } from "../errors"
import { delay } from "./delay"
import type { DurableQueue } from "./durable-queue"
import { LEASE_MS } from "./durable-queue"
import type { ClaimedJob, Settlement } from "./types"

const POLL_MS = 1_000
const REAP_MS = 10_000

/** What a worker needs of Medusa's logger. Its messages name the queue's table and the jobs' ids. */
export type WorkerLog = {
  warn: (message: string) => void
  error: (message: string, error?: Error) => void
}

/** One answer for each job, in any order. A job without an answer counts as failed. */
export type JobHandler = (
  jobs: readonly ClaimedJob[]
) => Promise<Map<string, Settlement>>

export type QueueWorkerOptions = {
  queue: DurableQueue
  handle: JobHandler
  /** Runs before each look for work: to put in what waits elsewhere. */
  prepare?: () => Promise<void>
  log: WorkerLog
  /** Jobs that one call of the handler gets at most. */
  batchSize: number
  /** Calls of the handler side by side in this process. */
  concurrency: number
  pollMs?: number
}

/**
 * Works a {@link DurableQueue} off in this process until it is stopped. Woken by {@link wake} when
 * work was put in, and by a timer for what came from elsewhere or is due again.
 */
export class QueueWorker {
  private readonly held = new Map<string, ClaimedJob>()
  private readonly slots = new Set<Promise<void>>()
  private readonly timers: NodeJS.Timeout[] = []
  private running = false
  /** Calls of {@link wake}: one that came during a claim is not forgotten. */
  private wakes = 0

  constructor(private readonly options: QueueWorkerOptions) {}

  start(): void {
    if (this.running) {
      return
    }
    this.running = true
    this.every(this.options.pollMs ?? POLL_MS, () => this.wake())
    this.every(
      REAP_MS,
      () => void this.guard("reap", () => this.options.queue.reap())
    )
    this.every(
      LEASE_MS / 3,
      () => void this.guard("extend", () => this.extendLeases())
    )
    this.wake()
  }

  /** Looks for work now. Cheap to call often: with all slots busy it only leaves a note. */
  wake(): void {
    if (!this.running) {
      return
    }
    this.wakes += 1
    if (this.slots.size < this.options.concurrency) {
      const slot = this.drain().finally(() => this.slots.delete(slot))
      this.slots.add(slot)
    }
  }

  /**
   * Takes nothing new, waits for what is under way, and gives back what does not finish in time.
   *
   * @param graceMs how long to wait
   */
  async stop(graceMs: number): Promise<void> {
    this.running = false
    this.timers.splice(0).forEach(clearInterval)
    const finished = Promise.all(this.slots)
    await Promise.race([finished, delay(graceMs)])
    if (this.held.size > 0) {
      const jobs = [...this.held.values()]
      await this.guard("release", () => this.options.queue.release(jobs))
    }
  }

  private async drain(): Promise<void> {
    while (this.running) {
      const wakes = this.wakes
      await this.guard("prepare", async () => this.options.prepare?.())
      const jobs = await this.guard("claim", () =>
        this.options.queue.claim(this.options.batchSize)
      )
      if (!jobs?.length) {
        if (jobs && this.wakes > wakes) {
          continue
        }
        return
      }
      // A full batch means that there may be more than this slot can do alone.
      if (jobs.length === this.options.batchSize) {
        this.wake()
      }
      await this.work(jobs)
    }
  }

  private async work(jobs: readonly ClaimedJob[]): Promise<void> {
    jobs.forEach((job) => this.held.set(job.id, job))
    try {
      const settlements = await this.handleSafely(jobs)
      await this.guard("settle", async () => {
        const settled = await this.options.queue.settle(
          jobs.map((job) => ({
            job,
            settlement: settlements.get(job.id) ?? UNANSWERED,
          }))
        )
        const lost = jobs
          .filter((job) => !settled.has(job.id))
          .map((job) => job.id)
        if (lost.length > 0) {
          this.options.log.warn(
            `queue ${this.options.queue.tables.jobs}: lease lost while working on ${lost.join(", ")}; the other worker's result counts`
          )
        }
      })
    } finally {
      jobs.forEach((job) => this.held.delete(job.id))
    }
  }

  private async handleSafely(
    jobs: readonly ClaimedJob[]
  ): Promise<Map<string, Settlement>> {
    try {
      return await this.options.handle(jobs)
    } catch (error) {
      const failure = summarizeFailure(error)
      this.logFailure("handle", failure)
      return new Map(jobs.map((job) => [job.id, { kind: "failed", failure }]))
    }
  }

  private async extendLeases(): Promise<void> {
    if (this.held.size > 0) {
      await this.options.queue.extend([...this.held.values()])
    }
  }

  /** The database may be out: that is logged, and the next tick of the timer tries again. */
  private async guard<T>(
    action: string,
    run: () => Promise<T>
  ): Promise<T | undefined> {
    try {
      return await run()
    } catch (error) {
      this.logFailure(action, summarizeFailure(error))
      return undefined
    }
  }

  private logFailure(action: string, { code, message }: FailureSummary): void {
    this.options.log.error(
      `queue ${this.options.queue.tables.jobs}: ${action} failed: ${code}: ${message}`
    )
  }

  private every(ms: number, run: () => void): void {
    const timer = setInterval(run, ms)
    timer.unref()
    this.timers.push(timer)
  }
}

const UNANSWERED: Settlement = {
  kind: "failed",
  failure: {
    retry: "passing",
    code: "unanswered",
    message: "The handler said nothing of this job",
  },
}
