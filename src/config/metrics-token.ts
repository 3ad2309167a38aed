import { readEnvironment } from "./env"

/** What whoever reads the metrics shows; null: there are none to be read. */
export function metricsToken(): string | null {
  return readEnvironment(process.env).METRICS_TOKEN ?? null
}
