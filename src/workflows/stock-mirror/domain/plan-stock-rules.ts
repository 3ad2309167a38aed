import type { StockRuleToSet } from "../../../modules/supabase-sync/client/stock-rules"

/** A rule as it is asked for: what it is about, and its figures. */
export type AskedStockRule = {
  scope: "general" | "product" | "variant"
  /** Of the variant or product. */
  id?: string
  /** Of the variant. */
  sku?: string
  /** Left out or null: as the wider rule says. */
  safety_stock?: number | null
  sold_out_below?: number | null
}

/** What Medusa knows of the ids and SKUs that were named. */
export type KnownItems = {
  variantIds: ReadonlySet<string>
  variantIdBySku: ReadonlyMap<string, string>
  productIds: ReadonlySet<string>
}

export type PlannedStockRules =
  | { rules: StockRuleToSet[] }
  /** Each with the path of the field that is wrong. */
  | { faults: string[] }

export const GENERAL_RULE = "general"

/** The rules to set, or what is wrong with them: then none is set. */
export function planStockRules(
  asked: readonly AskedStockRule[],
  known: KnownItems,
  updatedBy: string | null
): PlannedStockRules {
  const rules = new Map<string, StockRuleToSet>()
  const faults: string[] = []
  asked.forEach((rule, index) => {
    const id = idOf(rule, known)
    const field = rule.sku === undefined ? "id" : "sku"
    if (id === undefined) {
      faults.push(
        `rules.${index}.${field}: Medusa has no ${rule.scope} of this ${field}`
      )
    } else if (rules.has(id)) {
      faults.push(`rules.${index}: ${id} has a rule in this list already`)
    } else {
      rules.set(id, {
        id,
        scope: rule.scope,
        safetyStock: rule.safety_stock ?? null,
        soldOutBelow: rule.sold_out_below ?? null,
        updatedBy,
      })
    }
  })
  return faults.length > 0 ? { faults } : { rules: [...rules.values()] }
}

function idOf(
  { scope, id, sku }: AskedStockRule,
  known: KnownItems
): string | undefined {
  if (scope === "general") {
    return GENERAL_RULE
  }
  if (sku !== undefined) {
    return known.variantIdBySku.get(sku)
  }
  const ids = scope === "variant" ? known.variantIds : known.productIds
  return id !== undefined && ids.has(id) ? id : undefined
}
