import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { keepBriefly } from "../../../lib/keep-briefly"
import { checkReadinessWorkflow } from "../../../workflows/health/workflows/check-readiness"

/** Anybody may ask, as often as they like; the database is asked once a second at most. */
const KEEP_MS = 1_000

const readiness = keepBriefly(
  KEEP_MS,
  async (container: MedusaRequest["scope"]) => {
    const { result } = await checkReadinessWorkflow(container).run()
    return result
  }
)

/** Whether the process can do its work: 503 names the parts that cannot. No load, no secrets. */
export const GET = async (
  req: MedusaRequest,
  res: MedusaResponse
): Promise<void> => {
  const result = await readiness(req.scope)
  res.status(result.status === "ready" ? 200 : 503).json(result)
}
