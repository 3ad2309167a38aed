import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { StepResponse, createStep } from "@medusajs/framework/workflows-sdk"
import { SUPABASE_SYNC_MODULE } from "../../../modules/supabase-sync"
import type { SupabaseSyncModuleService } from "../../../modules/supabase-sync/service"
import type {
  PushedItem,
  StockItemKind,
} from "../../../modules/supabase-sync/types"
import { planPush } from "../domain/plan-push"
import { readVariantStock } from "../queries/read-variant-stock"

export type PushStockStepInput = {
  kind: StockItemKind
  item_ids: readonly string[]
}

export const pushStockStepId = "push-stock-step"

/**
 * Computes what can be sold of the items now and writes it to the legacy store. Nothing is undone:
 * the number is the truth, and a push that is repeated writes the same or a newer one.
 */
export const pushStockStep = createStep(
  pushStockStepId,
  async ({ kind, item_ids }: PushStockStepInput, { container }) => {
    const sync =
      container.resolve<SupabaseSyncModuleService>(SUPABASE_SYNC_MODULE)
    const knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
    const items = {
      variantIds: kind === "variant" ? item_ids : [],
      productIds: kind === "product" ? item_ids : [],
    }
    // First the version, then the stock: a number with a higher version was read later.
    const [version, queued] = await Promise.all([
      sync.nextVersion(),
      sync.desk.readQueued(item_ids),
    ])
    const stock = await readVariantStock(knex, items)
    const planned = planPush(items, stock, sync.sellableRules)
    const figures = kind === "variant" ? planned.sellables : planned.styles
    const outcomes = await sync.pushStock(kind, { version, figures })
    await sync.notePushed(
      figures.filter(({ id }) => outcomes.get(id) === "written"),
      version,
      queued
    )
    return new StepResponse(
      item_ids.map((itemId): PushedItem => ({
        itemId,
        outcome: outcomes.get(itemId) ?? "not_found",
      }))
    )
  }
)
