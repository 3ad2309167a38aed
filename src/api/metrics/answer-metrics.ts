import type { IncomingMessage, ServerResponse } from "node:http"
import type { MedusaContainer } from "@medusajs/framework/types"
import { Registry } from "prom-client"
import { metricsToken } from "../../config/metrics-token"
import { sendJson } from "../hooks/payment/send-json"
import { admitScrape } from "./admit-scrape"
import { readMetrics } from "./read-metrics"

const OFF = {
  type: "not_found",
  code: "metrics_off",
  message:
    "There are no metrics here; set METRICS_TOKEN to a secret of 16 characters or more, and send it as Authorization: Bearer",
}

/** Read once, at the first question: it was checked at the start. */
let token: string | null | undefined

/** Answers Prometheus. Also where there is no Express, in a process that only works off. */
export async function answerMetrics(
  req: IncomingMessage,
  res: ServerResponse,
  container: MedusaContainer
): Promise<void> {
  token = token === undefined ? metricsToken() : token
  if (token === null) {
    sendJson(res, 404, OFF)
    return
  }
  if (await admitScrape(req, res, token)) {
    const text = await readMetrics(container)
    res.writeHead(200, {
      "Content-Type": Registry.OPENMETRICS_CONTENT_TYPE,
      "Content-Length": Buffer.byteLength(text),
      "Cache-Control": "no-store",
    })
    res.end(text)
  }
}
