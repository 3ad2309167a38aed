import type {
  AuthenticatedMedusaRequest,
  MedusaResponse,
} from "@medusajs/framework/http"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { StorefrontDriftTrendsResponse } from "../../../../../../types/storefront-reconcile"
import { driftTrends } from "../../../../../../workflows/stock-mirror/queries/drift-trends"
import { countDrift } from "../../../../../../workflows/stock-mirror/queries/list-drift"
import type { DriftTrendsParams } from "../validators"

/** How many differences came and went each day, in UTC. */
export const GET = async (
  req: AuthenticatedMedusaRequest<unknown, DriftTrendsParams>,
  res: MedusaResponse<StorefrontDriftTrendsResponse>
): Promise<void> => {
  const knex = req.scope.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  const [days, not_linked] = await Promise.all([
    driftTrends(knex, req.validatedQuery.days),
    countDrift(knex, { state: "open", causes: ["not_linked"] }),
  ])
  res.json({ days, not_linked })
}
