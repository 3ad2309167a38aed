import type {
  AuthenticatedMedusaRequest,
  MedusaResponse,
} from "@medusajs/framework/http"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { StorefrontStockItemDetailResponse } from "../../../../../../types/storefront-stock"
import { readFigures } from "../../../../../../workflows/stock-mirror/queries/read-figures"
import {
  readParts,
  readRulesOf,
} from "../../../../../../workflows/stock-mirror/queries/read-parts"
import { syncOf } from "../../reconcile/run-of-request"
import type { ReadStockItemParams } from "../../validators"
import { itemOfRequest } from "./item-of-request"
import { presentHistory } from "./present-history"

/** What can be sold of a variant or a product now, why, and what the legacy store was told when. */
export const GET = async (
  req: AuthenticatedMedusaRequest<unknown, ReadStockItemParams>,
  res: MedusaResponse<StorefrontStockItemDetailResponse>
): Promise<void> => {
  const { id, kind } = await itemOfRequest(req)
  const knex = req.scope.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  const { desk, sellableRules } = syncOf(req)
  const [figures, parts, rules, history] = await Promise.all([
    readFigures(
      knex,
      {
        variantIds: kind === "variant" ? [id] : [],
        productIds: kind === "product" ? [id] : [],
      },
      sellableRules
    ),
    readParts(knex, id),
    readRulesOf(knex, id),
    desk.history(id, req.validatedQuery.history),
  ])
  const [figure] = [...figures.variants, ...figures.products]
  res.json({
    item: {
      id,
      kind,
      medusa_quantity: figure?.quantity ?? 0,
      in_stock: figure?.inStock ?? false,
      parts,
      rules,
      ...presentHistory(history),
    },
  })
}
