import type {
  AuthenticatedMedusaRequest,
  MedusaResponse,
} from "@medusajs/framework/http"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { SUPABASE_SYNC_MODULE } from "../../../../../modules/supabase-sync"
import type { SupabaseSyncModuleService } from "../../../../../modules/supabase-sync/service"
import type { StorefrontStockEditListResponse } from "../../../../../types/storefront-stock-edits"
import { type NamedVariant, presentStockEdit } from "./present-stock-edit"
import type { ListStockEditsParams } from "./validators"

/** The numbers that somebody changed in the legacy store, newest first. */
export const GET = async (
  req: AuthenticatedMedusaRequest<unknown, ListStockEditsParams>,
  res: MedusaResponse<StorefrontStockEditListResponse>
): Promise<void> => {
  const { outcome, variant_id, sku, offset, limit } = req.validatedQuery
  const ofSku = sku === undefined ? null : await variantsBy(req, { sku })
  const [edits, count] = await req.scope
    .resolve<SupabaseSyncModuleService>(SUPABASE_SYNC_MODULE)
    .listAndCountLegacyEdits(
      {
        ...(outcome ? { outcome } : {}),
        $and: [
          variant_id === undefined ? {} : { variant_id },
          ofSku ? { variant_id: ofSku.map(({ id }) => id) } : {},
        ],
      },
      {
        order: { created_at: "DESC", id: "DESC" },
        skip: offset,
        take: limit,
      }
    )
  const ids = [...new Set(edits.map((edit) => edit.variant_id))]
  const variants = new Map(
    (await variantsBy(req, { id: ids })).map((one) => [one.id, one])
  )
  res.json({
    edits: edits.map((edit) =>
      presentStockEdit(edit, variants.get(edit.variant_id))
    ),
    count,
    offset,
    limit,
  })
}

async function variantsBy(
  { scope }: Pick<AuthenticatedMedusaRequest, "scope">,
  filters: { id: string[] } | { sku: string }
): Promise<NamedVariant[]> {
  const { data }: { data: NamedVariant[] } = await scope
    .resolve(ContainerRegistrationKeys.QUERY)
    .graph({
      entity: "variant",
      fields: ["id", "sku", "title", "product.title"],
      filters,
    })
  return data
}
