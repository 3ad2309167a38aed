import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { StepResponse, createStep } from "@medusajs/framework/workflows-sdk"
import { SUPABASE_SYNC_MODULE } from "../../../modules/supabase-sync"
import type { SupabaseSyncModuleService } from "../../../modules/supabase-sync/service"
import { planPush } from "../domain/plan-push"
import { sumUpPush } from "../domain/sum-up-push"
import { readVariantStock } from "../queries/read-variant-stock"

export type PushStockStepInput = { variant_ids: readonly string[] }

export const pushStockStepId = "push-stock-step"

/**
 * Computes what can be sold of the variants now and writes it to the legacy store. Nothing is
 * undone: the number is the truth, and a push that is repeated writes the same or a newer one.
 */
export const pushStockStep = createStep(
  pushStockStepId,
  async ({ variant_ids }: PushStockStepInput, { container }) => {
    const sync =
      container.resolve<SupabaseSyncModuleService>(SUPABASE_SYNC_MODULE)
    const knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
    // First the version, then the stock: a number with a higher version was read later.
    const version = await sync.nextVersion()
    const stock = await readVariantStock(knex, variant_ids)
    const push = planPush(variant_ids, stock, sync.sellableRules)
    const outcomes = await sync.pushStock({ version, ...push })
    const productOf = new Map(
      stock.map((variant) => [variant.variantId, variant.productId])
    )
    const { pushed, stylesNotFound } = sumUpPush(
      variant_ids,
      productOf,
      outcomes
    )
    if (stylesNotFound.length > 0) {
      container
        .resolve(ContainerRegistrationKeys.LOGGER)
        .warn(
          `supabase sync: no row of the legacy store carries product_id=${stylesNotFound.join(", ")}; the sums of these styles are not told`
        )
    }
    await sync.notePushed(
      push.sellables.filter(
        ({ id }) => outcomes.sellables.get(id) === "written"
      ),
      version
    )
    return new StepResponse(pushed)
  }
)
