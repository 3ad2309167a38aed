import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { StepResponse, createStep } from "@medusajs/framework/workflows-sdk"
import { SUPABASE_SYNC_MODULE } from "../../../modules/supabase-sync"
import type { Noticed } from "../../../modules/supabase-sync/client/stock-net"
import type { SupabaseSyncModuleService } from "../../../modules/supabase-sync/service"
import type { StockItemKind } from "../../../modules/supabase-sync/types"
import { planCheck } from "../domain/plan-check"
import { planPush } from "../domain/plan-push"
import { findNoticed } from "../queries/find-noticed"
import { readVariantStock } from "../queries/read-variant-stock"

/** Items whose stock one statement reads. */
const AT_ONCE = 1_000

export type CheckNoticedStockInput = {
  noticed: Noticed
  /** How long ago the first of the events came. */
  since_ms: number
}

export const checkNoticedStockStepId = "check-noticed-stock-step"

/**
 * Queues what can be sold otherwise than was last pushed, and is not on its way. Nothing is undone:
 * an item queued once too often is pushed once too often, with the same number.
 *
 * @returns what may have been on its way, to be looked at once more.
 */
export const checkNoticedStockStep = createStep(
  checkNoticedStockStepId,
  async ({ noticed, since_ms }: CheckNoticedStockInput, { container }) => {
    const knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
    const sync =
      container.resolve<SupabaseSyncModuleService>(SUPABASE_SYNC_MODULE)
    const concerned = await findNoticed(knex, noticed)
    const variants = new Set(concerned.map(({ variantId }) => variantId))
    const products = new Set(
      concerned.flatMap(({ productId }) => productId ?? [])
    )
    // Those that were named, also where no variant is left of them.
    noticed.products?.forEach((id) => products.add(id))
    const againVariants = await checkItems(
      knex,
      sync,
      "variant",
      [...variants],
      since_ms
    )
    const againProducts = sync.tellsProducts
      ? await checkItems(knex, sync, "product", [...products], since_ms)
      : []
    return new StepResponse<Noticed>({
      variants: againVariants,
      products: againProducts,
    })
  }
)

/** @returns the ids to look at once more */
async function checkItems(
  knex: Knex,
  sync: SupabaseSyncModuleService,
  kind: StockItemKind,
  ids: readonly string[],
  sinceMs: number
): Promise<string[]> {
  const again: string[] = []
  for (let from = 0; from < ids.length; from += AT_ONCE) {
    const page = ids.slice(from, from + AT_ONCE)
    const asked = {
      variantIds: kind === "variant" ? page : [],
      productIds: kind === "product" ? page : [],
    }
    const stock = await readVariantStock(knex, asked)
    const { sellables, styles } = planPush(asked, stock, sync.sellableRules)
    // In this order: see planCheck.
    const isChangeWaiting = await sync.desk.hasWaitingChanges()
    const states = await sync.desk.readItemStates(page, sinceMs)
    const plan = planCheck([...sellables, ...styles], states, isChangeWaiting)
    again.push(...plan.again)
    if (plan.push.length > 0) {
      await sync.queueItems(
        plan.push.map((id) => ({
          id,
          kind,
          causes: ["event"],
          changedAt: null,
        }))
      )
    }
  }
  return again
}
