import { container } from "@medusajs/framework"
import { openDirectLines } from "../front-door/direct-lines"
import { sendJson } from "../hooks/payment/send-json"
import { answerMetrics } from "./answer-metrics"

const UNEXPECTED = {
  type: "unexpected_state",
  code: "unknown_error",
  message: "The metrics could not be read",
}

/** In a process that only works off Medusa has no routes; what it counts is its own all the same. */
export function serveMetricsWithoutMedusa(): void {
  openDirectLines([{ method: "GET", path: "/metrics" }], async (req, res) => {
    try {
      await answerMetrics(req, res, container)
    } catch {
      sendJson(res, 500, UNEXPECTED)
    }
  })
}
