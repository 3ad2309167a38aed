import type {
  AuthenticatedMedusaRequest,
  MedusaResponse,
} from "@medusajs/framework/http"
import type { StorefrontItemMappingListResponse } from "../../../../types/storefront-issues"
import { ledgerOf } from "../ledger-of-request"
import type { ListItemMappingsParams } from "./validators"

/** The choices of staff that are remembered, newest first. */
export const GET = async (
  req: AuthenticatedMedusaRequest<unknown, ListItemMappingsParams>,
  res: MedusaResponse<StorefrontItemMappingListResponse>
): Promise<void> => {
  const { variant_id, offset, limit } = req.validatedQuery
  const [mappings, count] = await ledgerOf(
    req
  ).listAndCountStorefrontItemMappings(variant_id ? { variant_id } : {}, {
    order: { created_at: "DESC", id: "DESC" },
    skip: offset,
    take: limit,
  })
  const item_mappings = mappings.map((row) => ({
    id: row.id,
    key: row.key,
    variant_id: row.variant_id,
    item: row.item,
    chosen_by: { type: row.chosen_by_type, id: row.chosen_by },
    created_at: new Date(row.created_at).toISOString(),
    updated_at: new Date(row.updated_at).toISOString(),
  }))
  res.json({ item_mappings, count, offset, limit })
}
