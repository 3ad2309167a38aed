import { Registry, collectDefaultMetrics } from "prom-client"

/** Metrics in the text format of https://prometheus.io/docs/specs/om/open_metrics_spec/ */
export function openMetricsRegistry(): Registry {
  const registry = new Registry()
  // The types know a registry of the older format only.
  registry.setContentType(
    Registry.OPENMETRICS_CONTENT_TYPE as unknown as Registry["contentType"]
  )
  return registry
}

/**
 * What this process counts; whoever counts something registers it here. Lost with the process, as
 * Prometheus expects of counters. Labels have few values, all from code: never an id, an address or
 * a text that somebody sent.
 */
export const processMetrics = openMetricsRegistry()

let isWatched = false

/** From now on also memory, processor, event loop and garbage collection; may be called again. */
export function watchProcess(): void {
  if (!isWatched) {
    isWatched = true
    collectDefaultMetrics({ register: processMetrics })
  }
}
