import type { AuthenticatedMedusaRequest } from "@medusajs/framework/http"
import { MedusaError } from "@medusajs/framework/utils"
import type { StockItemKind } from "../../../../../../modules/supabase-sync/types"
import { syncOf } from "../../reconcile/run-of-request"

export type NamedItem = { id: string; kind: StockItemKind }

/**
 * The item of the address: a variant or a product by its id, or a variant by its SKU.
 *
 * @throws MedusaError not_found
 */
export async function itemOfRequest(
  req: AuthenticatedMedusaRequest
): Promise<NamedItem> {
  const name = String(req.params.id)
  const { desk } = syncOf(req)
  const [{ item }, variants, products] = await Promise.all([
    desk.history(name, 1),
    desk.findNamed({ variantIds: [name], productIds: [], skus: [name] }),
    desk.findNamed({ variantIds: [], productIds: [name], skus: [] }),
  ])
  if (item) {
    return item
  }
  const [variant] = variants.itemIds
  if (variant) {
    return { id: variant, kind: "variant" }
  }
  if (products.itemIds.includes(name)) {
    return { id: name, kind: "product" }
  }
  throw new MedusaError(
    MedusaError.Types.NOT_FOUND,
    `Nothing that can be sold is called ${name}: give a variant's id, a product's id or a SKU`
  )
}
