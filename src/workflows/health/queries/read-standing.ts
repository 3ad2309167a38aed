import type { MedusaContainer } from "@medusajs/framework/types"
import type { QueueStanding } from "../../../lib/durable-queue"
import { STOREFRONT_ORDERS_MODULE } from "../../../modules/storefront-orders"
import type { LedgerStanding } from "../../../modules/storefront-orders/client/ledger-standing"
import type { StorefrontOrdersModuleService } from "../../../modules/storefront-orders/service"
import { STRIPE_INBOX_MODULE } from "../../../modules/stripe-inbox"
import type { InboxStanding } from "../../../modules/stripe-inbox/client/inbox-standing"
import type { StripeInboxModuleService } from "../../../modules/stripe-inbox/service"
import { SUPABASE_SYNC_MODULE } from "../../../modules/supabase-sync"
import type { MirrorStanding } from "../../../modules/supabase-sync/client/mirror-standing"
import type { SupabaseSyncModuleService } from "../../../modules/supabase-sync/service"
import { oldestOfMirrorMs } from "./oldest-of-mirror"

/** How the whole shop stands, as its database says: the same whichever process asks. */
export type Standing = {
  /** By the table of its jobs. */
  queues: ReadonlyMap<string, QueueStanding>
  inbox: InboxStanding
  ledger: LedgerStanding
  mirror: MirrorStanding & {
    /** Changes of stock that wait to be turned into items, up to `WAITING_CHANGES_ALERT`. */
    changes_waiting: number
  }
}

/**
 * Looks at everything that an operator is alarmed by. Each look reads an index as far as it counts
 * and no table as a whole, so that it may be asked every few seconds.
 */
export async function readStanding(
  container: MedusaContainer
): Promise<Standing> {
  const { inbox, ledger, sync } = servicesOf(container)
  const [queues, stripe, open, mirror, changes_waiting] = await Promise.all([
    readQueues(container),
    inbox.desk.standing(),
    ledger.standing(),
    sync.desk.standing(),
    sync.desk.countWaitingChanges(),
  ])
  return {
    queues,
    inbox: stripe,
    ledger: open,
    mirror: { ...mirror, changes_waiting },
  }
}

/** Changes that nobody has folded into a queue yet are the oldest work of it. */
async function readQueues(
  container: MedusaContainer
): Promise<Map<string, QueueStanding>> {
  const { inbox, ledger, sync } = servicesOf(container)
  const all = [
    { queue: inbox.queue },
    { queue: ledger.callQueue },
    { queue: sync.queue, oldest: () => oldestOfMirrorMs(sync) },
    { queue: sync.orders.queue, oldest: () => sync.orders.oldestDueMs() },
    { queue: sync.reconciler.queue },
  ]
  return new Map(
    await Promise.all(
      all.map(async ({ queue, oldest }) => {
        const [standing, oldestMs] = await Promise.all([
          queue.standing(),
          oldest?.(),
        ])
        const oldest_due_ms = oldestMs ?? standing.oldest_due_ms
        return [queue.tables.jobs, { ...standing, oldest_due_ms }] as const
      })
    )
  )
}

function servicesOf(container: MedusaContainer) {
  return {
    inbox: container.resolve<StripeInboxModuleService>(STRIPE_INBOX_MODULE),
    ledger: container.resolve<StorefrontOrdersModuleService>(
      STOREFRONT_ORDERS_MODULE
    ),
    sync: container.resolve<SupabaseSyncModuleService>(SUPABASE_SYNC_MODULE),
  }
}
