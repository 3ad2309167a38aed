import type { FailureSummary } from "../errors"
import type { DurableQueue } from "./durable-queue"
import type { GuardedCalls } from "./guarded-calls"
import { OutageWatch, type Sign } from "./outage-watch"
import type { ClaimedJob, Settlement } from "./types"
import type { WorkerLog } from "./worker-log"

/**
 * Stands between a worker and its queue: open while the other side answers; in an outage it lets one
 * job through now and then as a probe, and the rest keep their attempts. When the outage is over,
 * what waits after a failure becomes due at once: the backoff was for the other side's sake.
 */
export class OutageGate {
  private readonly watch = new OutageWatch()
  private mustHasten = false
  /** What a dead process left waiting is looked at once, where nothing is due. */
  private mayLookBack = true

  constructor(
    private readonly queue: Pick<
      DurableQueue,
      "claim" | "claimProbe" | "hasten" | "name"
    >,
    private readonly calls: GuardedCalls,
    private readonly log: WorkerLog
  ) {}

  /** Whether it lets nothing through but probes. */
  get isPaused(): boolean {
    return this.watch.isPaused
  }

  /** @returns undefined where nothing may be taken now, or the database did not answer. */
  async claim(limit: number): Promise<ClaimedJob[] | undefined> {
    if (!this.watch.isPaused) {
      return this.calls.run("claim", () => this.claimOrLookBack(limit))
    }
    if (!this.watch.takeProbe(Date.now())) {
      return undefined
    }
    const jobs = await this.calls.run("claim", () => this.queue.claimProbe())
    if (!jobs) {
      this.watch.giveProbeBack()
    } else if (jobs.length === 0) {
      this.watch.note("no_job", Date.now())
    }
    return jobs
  }

  private async claimOrLookBack(limit: number): Promise<ClaimedJob[]> {
    const jobs = await this.queue.claim(limit)
    if (jobs.length > 0 || !this.mayLookBack) {
      return jobs
    }
    this.mayLookBack = false
    return this.queue.claimProbe()
  }

  /** Learns from what a round of jobs came to. */
  note(
    jobs: readonly ClaimedJob[],
    answers: ReadonlyMap<string, Settlement>
  ): void {
    const outage = outageIn(answers)
    const wasPaused = this.watch.isPaused
    const isOver = this.watch.note(
      outage ? "outage" : signWithoutOutage(answers),
      Date.now()
    )
    this.mustHasten ||= isOver || hasRecovered(jobs, answers)
    if (outage && wasPaused !== this.watch.isPaused) {
      this.log.warn(
        `queue ${this.queue.name}: paused, an outage: ${outage.code}: ${outage.message}; looking every few seconds whether it is over`
      )
    }
  }

  /** After a round: makes what waits due where an outage is over. @returns whether it did. */
  async letWaitingThrough(): Promise<boolean> {
    if (!this.mustHasten) {
      return false
    }
    const hastened = await this.calls.run("hasten", () => this.queue.hasten())
    this.mustHasten = hastened === undefined
    return !this.mustHasten
  }
}

/** The outage that a whole round met; null where one of its jobs was answered. */
function outageIn(
  answers: ReadonlyMap<string, Settlement>
): FailureSummary | null {
  const failures = [...answers.values()].map((answer) =>
    answer.kind === "failed" && answer.failure.retry === "outage"
      ? answer.failure
      : null
  )
  return failures.includes(null) ? null : (failures[0] ?? null)
}

/** Jobs that are left alone or put off may never have asked: an outage is not over for them. */
function signWithoutOutage(answers: ReadonlyMap<string, Settlement>): Sign {
  return [...answers.values()].every(
    ({ kind }) => kind === "ignored" || kind === "snoozed"
  )
    ? "not_asked"
    : "answered"
}

/** Whether one that had failed, perhaps in another process, went through now. */
function hasRecovered(
  jobs: readonly ClaimedJob[],
  answers: ReadonlyMap<string, Settlement>
): boolean {
  return jobs.some(
    ({ id, failingSince }) =>
      failingSince !== null && answers.get(id)?.kind === "done"
  )
}
