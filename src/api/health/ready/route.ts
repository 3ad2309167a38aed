import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"
import { readiness } from "../readiness"

/** Whether the process can do its work: 503 names the parts that cannot. No load, no secrets. */
export const GET = async (
  req: MedusaRequest,
  res: MedusaResponse
): Promise<void> => {
  const result = await readiness(req.scope)
  res.status(result.status === "ready" ? 200 : 503).json(result)
}
