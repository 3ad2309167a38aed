import type { MedusaRequest, MedusaResponse } from "@medusajs/framework/http"

/** Whether the process answers at all. It asks nothing else, so that it says nothing else. */
export const GET = (_: MedusaRequest, res: MedusaResponse): void => {
  res.json({ status: "live" })
}
