import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { SellableRules } from "../../../modules/supabase-sync/domain/sellable-stock"
import type { MedusaFigure } from "../../../modules/supabase-sync/reconcile-types"
import type { StockFigure } from "../../../modules/supabase-sync/types"
import { planPush } from "../domain/plan-push"
import { type StockItemIds, readVariantStock } from "./read-variant-stock"

type Existence = MedusaFigure["existence"]

/** What Medusa would push of the items now, and whether it has them; in the order asked for. */
export async function readFigures(
  knex: Knex,
  items: StockItemIds,
  rules: SellableRules
): Promise<{ variants: MedusaFigure[]; products: MedusaFigure[] }> {
  const [stock, products] = await Promise.all([
    readVariantStock(knex, items),
    readProducts(knex, items.productIds),
  ])
  const variants = new Map<string, Existence>(
    stock.map(({ variantId, deleted }) => [
      variantId,
      deleted ? "deleted" : "live",
    ])
  )
  const { sellables, styles } = planPush(items, stock, rules)
  return {
    variants: sellables.map((figure) => toFigure(figure, variants)),
    products: styles.map((figure) => toFigure(figure, products)),
  }
}

function toFigure(
  { id, quantity, inStock }: StockFigure,
  existence: ReadonlyMap<string, Existence>
): MedusaFigure {
  return { id, quantity, inStock, existence: existence.get(id) ?? "unknown" }
}

async function readProducts(
  knex: Knex,
  ids: readonly string[]
): Promise<Map<string, Existence>> {
  if (ids.length === 0) {
    return new Map()
  }
  const { rows } = await knex.raw<{ rows: { id: string; deleted: boolean }[] }>(
    "SELECT id, deleted_at IS NOT NULL AS deleted FROM product WHERE id = ANY(:ids)",
    { ids: [...ids] }
  )
  return new Map(
    rows.map(({ id, deleted }) => [id, deleted ? "deleted" : "live"])
  )
}
