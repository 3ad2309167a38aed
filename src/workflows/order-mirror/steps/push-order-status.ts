import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { StepResponse, createStep } from "@medusajs/framework/workflows-sdk"
import { SUPABASE_SYNC_MODULE } from "../../../modules/supabase-sync"
import type { PushedOrder } from "../../../modules/supabase-sync/order-types"
import type { SupabaseSyncModuleService } from "../../../modules/supabase-sync/service"
import { judgeOrder, toOrderState } from "../domain/plan-order-push"
import { readOrderFacts } from "../queries/read-order-facts"

export type PushOrderStatusStepInput = { order_ids: readonly string[] }

export const pushOrderStatusStepId = "push-order-status-step"

/**
 * Reads what became of orders and writes it to the legacy store. Nothing is undone: what is told is
 * the truth, and a push that is repeated tells the same or something newer.
 */
export const pushOrderStatusStep = createStep(
  pushOrderStatusStepId,
  async ({ order_ids }: PushOrderStatusStepInput, { container }) => {
    const sync =
      container.resolve<SupabaseSyncModuleService>(SUPABASE_SYNC_MODULE)
    // First the version, then the orders: what carries a higher version was read later.
    const version = await sync.nextVersion()
    const facts = await readOrderFacts(
      container.resolve(ContainerRegistrationKeys.PG_CONNECTION),
      order_ids
    )
    const states = [...facts.values()].map(toOrderState)
    const outcomes = await sync.orders.push({ version, orders: states })
    await sync.orders.notePushed(
      states.filter(({ orderId }) => outcomes.get(orderId) === "written"),
      version
    )
    const now = new Date()
    return new StepResponse(
      order_ids.map((orderId): PushedOrder => ({
        orderId,
        outcome: judgeOrder(facts.get(orderId), outcomes.get(orderId), now),
      }))
    )
  }
)
