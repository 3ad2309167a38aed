import type { IncomingMessage, ServerResponse } from "node:http"
import { Histogram } from "prom-client"
import { processMetrics } from "../../lib/process-metrics"
import { routeOfAnswer } from "./route-of-answer"

const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]

const durations = new Histogram({
  name: "storefront_http_request_duration_seconds",
  help: "How long answers of this process took, by the template of their route; unmatched: no route took the request",
  labelNames: ["route", "method", "status"],
  // What is promised of the hook, of lists for staff, and that nobody has to wait for longer than 2 s.
  buckets: [0.01, 0.05, 0.2, 1, 2, 10],
  registers: [processMetrics],
})

/**
 * Counts an answer once it is sent, and how long it took.
 *
 * @param line the address of its direct line; null where Medusa answers
 */
export function measureAnswer(
  req: IncomingMessage,
  res: ServerResponse,
  line: string | null
): void {
  const started = performance.now()
  res.once("close", () => {
    durations.observe(
      {
        route: line ?? routeOfAnswer(req),
        method: METHODS.find((method) => method === req.method) ?? "other",
        status: statusOf(res),
      },
      (performance.now() - started) / 1_000
    )
  })
}

/** Its class, `2xx`; `aborted` where the caller has not read it to its end. */
export function statusOf({
  writableFinished,
  statusCode,
}: Pick<ServerResponse, "writableFinished" | "statusCode">): string {
  return writableFinished ? `${Math.floor(statusCode / 100)}xx` : "aborted"
}
