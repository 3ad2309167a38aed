import { runOutsideRequests } from "../current-request"
import { summarizeFailure } from "../errors"
import { delay } from "./delay"
import type { DurableQueue } from "./durable-queue"
import { LEASE_MS } from "./durable-queue"
import { GuardedCalls } from "./guarded-calls"
import { OutageGate } from "./outage-gate"
import { QueueMeter } from "./queue-metrics"
import type { ClaimedJob, Settlement } from "./types"
import type { WorkerLog } from "./worker-log"

const POLL_MS = 1_000
const REAP_MS = 10_000
/** Between tries at writing what became of a job, while the database is out. */
const SETTLE_AGAIN_MS = 500

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
 * work was put in, and by a timer for what came from elsewhere or is due again. While the other side
 * is out it takes one job now and then to see whether that is over, and leaves the rest alone.
 */
export class QueueWorker {
  private readonly held = new Map<string, ClaimedJob>()
  private readonly slots = new Set<Promise<void>>()
  private readonly timers: NodeJS.Timeout[] = []
  private readonly calls: GuardedCalls
  private readonly gate: OutageGate
  private readonly meter: QueueMeter
  private running = false
  /** Calls of {@link wake}: one that came during a claim is not forgotten. */
  private wakes = 0

  constructor(private readonly options: QueueWorkerOptions) {
    const { queue, log } = options
    this.calls = new GuardedCalls(log, queue.name)
    this.meter = new QueueMeter(queue.tables.jobs)
    this.gate = new OutageGate(queue, this.calls, log)
  }

  start(): void {
    if (this.running) {
      return
    }
    this.running = true
    const { queue, pollMs } = this.options
    const reap = () => void this.calls.run("reap", () => queue.reap())
    this.every(pollMs ?? POLL_MS, () => this.wake())
    this.every(REAP_MS, reap)
    this.every(
      LEASE_MS / 3,
      () => void this.calls.run("extend", () => this.extendLeases())
    )
    // A process that never lives for long must free orphans too.
    reap()
    this.wake()
  }

  /** Looks for work now. Cheap to call often: with all slots busy it only leaves a note. */
  wake(): void {
    if (!this.running) {
      return
    }
    this.wakes += 1
    if (this.slots.size < this.options.concurrency) {
      const slot = runOutsideRequests(() => this.drain()).finally(() =>
        this.slots.delete(slot)
      )
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
      await this.calls.run("release", () => this.options.queue.release(jobs))
    }
  }

  private async drain(): Promise<void> {
    while (this.running) {
      const wakes = this.wakes
      await this.calls.run("prepare", async () => this.options.prepare?.())
      const jobs = await this.gate.claim(this.options.batchSize)
      this.meter.showPaused(this.gate.isPaused)
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
      const answers = await this.handleSafely(jobs)
      this.gate.note(jobs, answers)
      this.meter.showPaused(this.gate.isPaused)
      await this.settle(jobs, answers)
    } finally {
      jobs.forEach((job) => this.held.delete(job.id))
    }
    if (await this.gate.letWaitingThrough()) {
      this.wake()
    }
  }

  /** What was done must not be done again because the database was out for a moment. */
  private async settle(
    jobs: readonly ClaimedJob[],
    answers: ReadonlyMap<string, Settlement>
  ): Promise<void> {
    const settlements = jobs.map((job) => ({
      job,
      settlement: answers.get(job.id) ?? UNANSWERED,
    }))
    for (;;) {
      const settled = await this.calls.run("settle", () =>
        this.options.queue.settle(settlements)
      )
      if (settled) {
        this.warnOfLost(jobs.filter((job) => !settled.has(job.id)))
        this.meter.count(settlements, settled)
        return
      }
      if (!this.running) {
        return
      }
      await delay(SETTLE_AGAIN_MS)
    }
  }

  private warnOfLost(lost: readonly ClaimedJob[]): void {
    if (lost.length > 0) {
      this.options.log.warn(
        `queue ${this.options.queue.name}: lease lost while working on ${lost.map(({ id }) => id).join(", ")}; the other worker's result counts`
      )
    }
  }

  private async handleSafely(
    jobs: readonly ClaimedJob[]
  ): Promise<Map<string, Settlement>> {
    try {
      return await this.options.handle(jobs)
    } catch (error) {
      const failure = summarizeFailure(error)
      this.options.log.error(
        `queue ${this.options.queue.name}: handle failed: ${failure.code}: ${failure.message}`
      )
      return new Map(jobs.map((job) => [job.id, { kind: "failed", failure }]))
    }
  }

  private async extendLeases(): Promise<void> {
    if (this.held.size > 0) {
      await this.options.queue.extend([...this.held.values()])
    }
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
