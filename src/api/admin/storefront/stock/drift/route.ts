import type {
  AuthenticatedMedusaRequest,
  MedusaResponse,
} from "@medusajs/framework/http"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { StorefrontDriftListResponse } from "../../../../../types/storefront-reconcile"
import {
  countDrift,
  listDrift,
} from "../../../../../workflows/stock-mirror/queries/list-drift"
import { syncOf } from "../reconcile/run-of-request"
import { presentDrift } from "./present-drift"
import type { ListDriftParams } from "./validators"

/** The numbers of the legacy store that are not Medusa's, newest first. */
export const GET = async (
  req: AuthenticatedMedusaRequest<unknown, ListDriftParams>,
  res: MedusaResponse<StorefrontDriftListResponse>
): Promise<void> => {
  const { offset, limit, cause, reconcile_id, ...rest } = req.validatedQuery
  const knex = req.scope.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  const filter = { ...rest, causes: cause, reconcileId: reconcile_id }
  const [rows, count] = await Promise.all([
    listDrift(knex, filter, { offset, limit }),
    countDrift(knex, filter),
  ])
  const { editPolicy } = syncOf(req)
  res.json({
    drift: rows.map((row) => presentDrift(row, editPolicy)),
    count,
    offset,
    limit,
  })
}
