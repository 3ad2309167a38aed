import { processMetrics } from "../process-metrics"
import { QueueMeter } from "./queue-metrics"
import type { ClaimedJob, Settlement } from "./types"

const ATTEMPTS = "storefront_queue_attempts_total"
const PAUSED = "storefront_queue_paused_workers"

/** The values of a metric by their labels, of one queue. */
async function valuesOf(name: string, queue: string): Promise<string[]> {
  const text = await processMetrics.getSingleMetricAsString(name)
  return text
    .split("\n")
    .filter((line) => line.includes(`queue="${queue}"`))
    .map((line) => line.slice(line.indexOf("{")))
}

const job = (id: string): ClaimedJob => ({
  id,
  leaseToken: "token",
  attempt: 1,
  failingSince: null,
})

const failed: Settlement = {
  kind: "failed",
  failure: { retry: "passing", code: "code", message: "Jo Doe" },
}

it("begins at 0, and counts what was settled: not what was put off or lost", async () => {
  const meter = new QueueMeter("one")
  expect(await valuesOf(ATTEMPTS, "one")).toEqual([
    '{queue="one",outcome="done"} 0',
    '{queue="one",outcome="ignored"} 0',
    '{queue="one",outcome="failed"} 0',
  ])
  meter.count(
    [
      { job: job("a"), settlement: { kind: "done" } },
      { job: job("b"), settlement: { kind: "done" } },
      { job: job("lost"), settlement: { kind: "done" } },
      { job: job("c"), settlement: { kind: "ignored", reason: "why" } },
      { job: job("d"), settlement: { kind: "snoozed", delayMs: 1 } },
      { job: job("e"), settlement: failed },
    ],
    new Set(["a", "b", "c", "d", "e"])
  )
  expect(await valuesOf(ATTEMPTS, "one")).toEqual([
    '{queue="one",outcome="done"} 2',
    '{queue="one",outcome="ignored"} 1',
    '{queue="one",outcome="failed"} 1',
  ])
})

it("shows how many workers of a queue are paused, each once", async () => {
  const [variants, products] = [new QueueMeter("two"), new QueueMeter("two")]
  variants.showPaused(true)
  variants.showPaused(true)
  products.showPaused(true)
  expect(await valuesOf(PAUSED, "two")).toEqual(['{queue="two"} 2'])
  variants.showPaused(false)
  expect(await valuesOf(PAUSED, "two")).toEqual(['{queue="two"} 1'])
})
