import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { answerMetrics } from "./answer-metrics"

/** What an operator watches, for Prometheus, in the OpenMetrics format; with the token of METRICS_TOKEN. */
export const GET = async (
  req: MedusaRequest,
  res: MedusaResponse
): Promise<void> => {
  await answerMetrics(req, res, req.scope)
}
