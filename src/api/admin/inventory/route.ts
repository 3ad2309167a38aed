import type {
  AuthenticatedMedusaRequest,
  MedusaResponse,
} from "@medusajs/framework/http"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { InventoryListResponse } from "../../../types/storefront-inventory"
import type { InventoryEditsResponse } from "../../../types/storefront-stock-edits"
import { listSellableItems } from "../../../workflows/stock-mirror/queries/list-sellable-items"
import { readFigures } from "../../../workflows/stock-mirror/queries/read-figures"
import { takeLegacyEditsWorkflow } from "../../../workflows/stock-mirror/workflows/take-legacy-edits"
import { answerWithEtag } from "../../answer-with-etag"
import { refusingOutage } from "../../refuse-outage"
import { syncOf } from "../storefront/stock/reconcile/run-of-request"
import { presentItem } from "./present-item"
import { isTaken, presentTaken } from "./present-taken"
import { reportOfItem } from "./report-of-item"
import type { InventoryBody, ListInventoryParams } from "./validators"

/** The middleware does it: Medusa's own does not take a secret key as `Bearer`. */
export const AUTHENTICATE = false

/**
 * What the storefront should believe now, for one that would rather ask than be told. The truth in
 * Medusa, counted as the mirror counts it: also while the legacy store is out.
 */
export const GET = refusingOutage(
  async (
    req: AuthenticatedMedusaRequest<unknown, ListInventoryParams>,
    res: MedusaResponse<InventoryListResponse>
  ): Promise<void> => {
    const { variant_id, product_id, sku, after, limit } = req.validatedQuery
    const knex = req.scope.resolve(ContainerRegistrationKeys.PG_CONNECTION)
    const items = await listSellableItems(
      knex,
      { variantIds: variant_id, productIds: product_id, skus: sku },
      { after: after ?? null, limit }
    )
    const { variants } = await readFigures(
      knex,
      { variantIds: items.map((item) => item.variant_id), productIds: [] },
      syncOf(req).sellableRules
    )
    const figures = new Map(variants.map((figure) => [figure.id, figure]))
    answerWithEtag(req, res, {
      items: items.map((item) =>
        presentItem(item, figures.get(item.variant_id))
      ),
      limit,
      next_after:
        items.length === limit ? (items.at(-1)?.variant_id ?? null) : null,
    })
  }
)

/**
 * Takes stock numbers that somebody changed in the legacy store; each item has its own answer: 200
 * where all of them were taken, 207 where one is left to a person, unknown or to be sent again.
 */
export const POST = refusingOutage(
  async (
    req: AuthenticatedMedusaRequest<InventoryBody>,
    res: MedusaResponse<InventoryEditsResponse>
  ): Promise<void> => {
    const { result } = await takeLegacyEditsWorkflow(req.scope).run({
      input: {
        source: "trigger",
        edits: [req.validatedBody].flat().map(reportOfItem),
      },
    })
    const results = result.map(presentTaken)
    res.status(results.every(isTaken) ? 200 : 207).json({ results })
  }
)
