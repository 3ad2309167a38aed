import type { Knex } from "@medusajs/framework/mikro-orm/knex"
import type { MedusaContainer } from "@medusajs/framework/types"
import { ContainerRegistrationKeys } from "@medusajs/framework/utils"
import { STOREFRONT_ORDERS_MODULE } from "../../../modules/storefront-orders"
import type { StorefrontOrdersModuleService } from "../../../modules/storefront-orders/service"
import { STRIPE_INBOX_MODULE } from "../../../modules/stripe-inbox"
import type { StripeInboxModuleService } from "../../../modules/stripe-inbox/service"
import { SUPABASE_SYNC_MODULE } from "../../../modules/supabase-sync"
import type { SupabaseSyncModuleService } from "../../../modules/supabase-sync/service"
import { WAITING_CHANGES_ALERT } from "../../../modules/supabase-sync/types"
import type { HealthPart } from "../../../types/health"
import { CHECK_LIMIT_MS, checkPart } from "../domain/check-part"
import { findMissingTables } from "./find-missing-tables"
import { oldestOfMirrorMs } from "./oldest-of-mirror"

/** Work that is due for so long with nobody taking it means that no worker runs. */
const STUCK_AFTER_MS = 5 * 60 * 1_000

/**
 * Looks at each part once. What a part stands on comes first, and where that is out the rest is not
 * asked: staff shall read the cause, not its consequences.
 *
 * No workflow: Medusa deletes what it may have kept of one when it ends, and waits a minute for a
 * database that is out, which is what whoever asks wants to hear of.
 */
export async function checkParts(
  container: MedusaContainer
): Promise<HealthPart[]> {
  const knex = container.resolve(ContainerRegistrationKeys.PG_CONNECTION)
  const database = await checkPart("database", async () => {
    await knex.raw("SELECT 1").timeout(CHECK_LIMIT_MS)
    return null
  })
  if (!database.ok) {
    return [database]
  }
  const migrations = await checkPart("migrations", () =>
    missingMigrations(knex)
  )
  if (!migrations.ok) {
    return [database, migrations]
  }
  return [database, migrations, ...(await checkWork(container))]
}

/** Whether what happens is noted, and worked off. */
function checkWork(container: MedusaContainer): Promise<HealthPart[]> {
  const inbox = container.resolve<StripeInboxModuleService>(STRIPE_INBOX_MODULE)
  const ledger = container.resolve<StorefrontOrdersModuleService>(
    STOREFRONT_ORDERS_MODULE
  )
  const sync =
    container.resolve<SupabaseSyncModuleService>(SUPABASE_SYNC_MODULE)
  return Promise.all([
    checkPart("stock_capture", async () =>
      (await sync.isStockCaptured())
        ? null
        : "Triggers on Medusa's tables are missing or disabled: changes of stock go unseen"
    ),
    checkPart("order_capture", async () =>
      (await sync.orders.isCaptured())
        ? null
        : "The triggers that note changes of orders are missing or disabled: the legacy store does not hear of them"
    ),
    checkPart("stripe_inbox", async () =>
      stuckFor(await inbox.queue.oldestDueMs())
    ),
    checkPart("storefront_calls", async () =>
      stuckFor(await ledger.callQueue.oldestDueMs())
    ),
    checkPart("stock_mirror", async () =>
      sync.isConfigured ? problemOfMirror(sync) : null
    ),
    checkPart("order_mirror", async () =>
      sync.isConfigured ? stuckFor(await sync.orders.oldestDueMs()) : null
    ),
  ])
}

async function missingMigrations(knex: Knex): Promise<string | null> {
  const missing = await findMissingTables(knex, CHECK_LIMIT_MS)
  return missing.length > 0
    ? `The database lacks ${missing.join(", ")}; run: npx medusa db:migrate`
    : null
}

async function problemOfMirror(
  sync: SupabaseSyncModuleService
): Promise<string | null> {
  if (sync.mappingProblems.length > 0) {
    return `The legacy store is not as expected: ${sync.mappingProblems.join("; ")}`
  }
  const waiting = await sync.desk.countWaitingChanges()
  return waiting >= WAITING_CHANGES_ALERT
    ? `${WAITING_CHANGES_ALERT} or more changes of stock wait; is a worker running, and keeping up?`
    : stuckFor(await oldestOfMirrorMs(sync))
}

function stuckFor(oldestMs: number): string | null {
  return oldestMs > STUCK_AFTER_MS
    ? `Work has been waiting for ${Math.round(oldestMs / 60_000)} minutes; is a worker running?`
    : null
}
