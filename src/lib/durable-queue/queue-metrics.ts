import { Counter, Gauge } from "prom-client"
import { processMetrics } from "../process-metrics"
import type { ClaimedJob, Settlement } from "./types"

const attempts = new Counter({
  name: "storefront_queue_attempts_total",
  help: "Jobs that this process worked on, by what came of it",
  labelNames: ["queue", "outcome"],
  registers: [processMetrics],
})

const paused = new Gauge({
  name: "storefront_queue_paused_workers",
  help: "Workers of this process that wait for the end of an outage of the other side",
  labelNames: ["queue"],
  registers: [processMetrics],
})

/** Putting off is not an attempt. */
const OUTCOMES = ["done", "ignored", "failed"] as const

/** What one worker of a queue counts for the operator. */
export class QueueMeter {
  private isPaused = false

  /** @param queue the table of its jobs */
  constructor(private readonly queue: string) {
    // From 0 on: a first failure is then a rise, and not the beginning of a series.
    for (const outcome of OUTCOMES) {
      attempts.inc({ queue, outcome }, 0)
    }
    paused.inc({ queue }, 0)
  }

  /** @param settled the ids of those that were still this worker's */
  count(
    settlements: readonly { job: ClaimedJob; settlement: Settlement }[],
    settled: ReadonlySet<string>
  ): void {
    for (const outcome of OUTCOMES) {
      const those = settlements.filter(
        ({ job, settlement }) =>
          settlement.kind === outcome && settled.has(job.id)
      )
      attempts.inc({ queue: this.queue, outcome }, those.length)
    }
  }

  showPaused(isPaused: boolean): void {
    if (isPaused !== this.isPaused) {
      this.isPaused = isPaused
      paused.inc({ queue: this.queue }, isPaused ? 1 : -1)
    }
  }
}
