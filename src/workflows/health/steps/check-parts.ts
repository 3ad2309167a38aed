import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { StepResponse, createStep } from "@medusajs/framework/workflows-sdk"
import { STRIPE_INBOX_MODULE } from "../../../modules/stripe-inbox"
import type { StripeInboxModuleService } from "../../../modules/stripe-inbox/service"
import { SUPABASE_SYNC_MODULE } from "../../../modules/supabase-sync"
import type { SupabaseSyncModuleService } from "../../../modules/supabase-sync/service"
import type { HealthPart } from "../../../types/health"

/** Work that is due for so long with nobody taking it means that no worker runs. */
const STUCK_AFTER_MS = 5 * 60 * 1_000

export const checkPartsStepId = "check-parts"

/** Looks at each part once; a part that cannot be asked counts as out. */
export const checkPartsStep = createStep(
  checkPartsStepId,
  async (_: undefined, { container }) => {
    const knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
    const inbox =
      container.resolve<StripeInboxModuleService>(STRIPE_INBOX_MODULE)
    const sync =
      container.resolve<SupabaseSyncModuleService>(SUPABASE_SYNC_MODULE)

    const database = await check("database", async () => {
      await knex.raw("SELECT 1")
      return null
    })
    if (!database.ok) {
      return new StepResponse([database])
    }
    const parts = await Promise.all([
      check("stock_capture", async () =>
        (await sync.isStockCaptured())
          ? null
          : "The triggers on inventory_level are missing; run: npx medusa db:migrate"
      ),
      check("stripe_inbox", async () =>
        stuckFor(await inbox.queue.oldestDueMs())
      ),
      check("stock_mirror", async () =>
        sync.isConfigured ? stuckFor(await sync.queue.oldestDueMs()) : null
      ),
    ])
    return new StepResponse([database, ...parts])
  }
)

async function check(
  part: HealthPart["part"],
  findProblem: () => Promise<string | null>
): Promise<HealthPart> {
  try {
    const problem = await findProblem()
    return problem ? { part, ok: false, problem } : { part, ok: true }
  } catch {
    // The cause may carry an address; it is in the log of whoever uses the part.
    return {
      part,
      ok: false,
      problem: "It could not be asked; is the database reachable and migrated?",
    }
  }
}

function stuckFor(oldestDueMs: number): string | null {
  return oldestDueMs > STUCK_AFTER_MS
    ? `Work has been waiting for ${Math.round(oldestDueMs / 60_000)} minutes; is a worker running?`
    : null
}
