import type { MedusaRequest } from "@medusajs/framework/http"
import type { InferTypeOf } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import type { StockRule } from "../../../../../modules/supabase-sync/models/stock-rule"
import type { StorefrontStockRule } from "../../../../../types/storefront-stock-rules"

type Named = { id: string; title: string | null; sku?: string | null }

/** The rules with the names of what they are about. */
export async function presentStockRules(
  { scope }: Pick<MedusaRequest, "scope">,
  rules: readonly InferTypeOf<typeof StockRule>[]
): Promise<StorefrontStockRule[]> {
  const query = scope.resolve(ContainerRegistrationKeys.QUERY)
  const idsOf = (kind: StorefrontStockRule["scope"]): string[] =>
    rules.flatMap((rule) => (rule.scope === kind ? rule.id : []))
  const [variants, products]: { data: Named[] }[] = await Promise.all([
    query.graph({
      entity: "variant",
      fields: ["id", "title", "sku"],
      filters: { id: idsOf("variant") },
    }),
    query.graph({
      entity: "product",
      fields: ["id", "title"],
      filters: { id: idsOf("product") },
    }),
  ])
  const names = new Map(
    [...(variants?.data ?? []), ...(products?.data ?? [])].map((item) => [
      item.id,
      item,
    ])
  )
  return rules.map((rule) => ({
    id: rule.id,
    scope: rule.scope,
    safety_stock: rule.safety_stock,
    sold_out_below: rule.sold_out_below,
    title: names.get(rule.id)?.title ?? null,
    sku: names.get(rule.id)?.sku ?? null,
    updated_by: rule.updated_by,
    updated_at: new Date(rule.updated_at).toISOString(),
  }))
}
