import type {
  AuthenticatedMedusaRequest,
  MedusaResponse,
} from "@medusajs/framework/http"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { StorefrontStockItemListResponse } from "../../../../../types/storefront-stock"
import { listStockItems } from "../../../../../workflows/stock-mirror/queries/list-stock-items"
import { readFigures } from "../../../../../workflows/stock-mirror/queries/read-figures"
import { syncOf } from "../reconcile/run-of-request"
import type { ListStockItemsParams } from "../validators"
import { presentStockItem } from "./present-stock-item"

/** The items that the legacy store is told of, in the order of their ids. */
export const GET = async (
  req: AuthenticatedMedusaRequest<unknown, ListStockItemsParams>,
  res: MedusaResponse<StorefrontStockItemListResponse>
): Promise<void> => {
  const { limit, after, product_id, ...filter } = req.validatedQuery
  const knex = req.scope.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  const rows = await listStockItems(
    knex,
    { ...filter, productId: product_id },
    { after: after ?? null, limit }
  )
  const idsOf = (kind: string): string[] =>
    rows.filter((row) => row.kind === kind).map(({ id }) => id)
  const { variants, products } = await readFigures(
    knex,
    { variantIds: idsOf("variant"), productIds: idsOf("product") },
    syncOf(req).sellableRules
  )
  const figures = new Map(
    [...variants, ...products].map((one) => [one.id, one])
  )
  res.json({
    items: rows.map((row) => presentStockItem(row, figures.get(row.id))),
    limit,
    next_after: rows.length === limit ? (rows.at(-1)?.id ?? null) : null,
  })
}
