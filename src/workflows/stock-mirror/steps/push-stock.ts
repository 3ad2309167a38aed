import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { StepResponse, createStep } from "@medusajs/framework/workflows-sdk"
import { SUPABASE_SYNC_MODULE } from "../../../modules/supabase-sync"
import type { SupabaseSyncModuleService } from "../../../modules/supabase-sync/service"
import type {
  PushOutcome,
  PushedVariant,
} from "../../../modules/supabase-sync/types"
import { planPush } from "../domain/plan-push"
import { readVariantStock } from "../queries/read-variant-stock"

export type PushStockStepInput = { variant_ids: readonly string[] }

/** A product whose row is missing there must not hold its variants up; it is reported with them. */
const STYLE_FAILURES: readonly PushOutcome[] = ["refused"]

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
    const pushed = variant_ids.map((variantId): PushedVariant => {
      const style = outcomes.styles.get(productOf.get(variantId) ?? "")
      const own = outcomes.sellables.get(variantId) ?? "not_found"
      return {
        variantId,
        outcome:
          own === "written" && style && STYLE_FAILURES.includes(style)
            ? style
            : own,
      }
    })
    await sync.notePushed(
      push.sellables.filter(
        ({ id }) => outcomes.sellables.get(id) === "written"
      ),
      version
    )
    return new StepResponse(pushed)
  }
)
