import type { SupabaseSyncModuleService } from "../../../modules/supabase-sync/service"

/**
 * How long the oldest work of the mirror of the stock has been due, in ms; 0 where none is. It waits
 * as changes that nobody has folded, then as variants that nobody has pushed.
 */
export async function oldestOfMirrorMs(
  sync: SupabaseSyncModuleService
): Promise<number> {
  const [dueMs, [change]] = await Promise.all([
    sync.queue.oldestDueMs(),
    sync.listStockChanges(
      {},
      { select: ["created_at"], order: { id: "ASC" }, take: 1 }
    ),
  ])
  const changeMs = change
    ? Date.now() - new Date(change.created_at).getTime()
    : 0
  return Math.max(dueMs, changeMs)
}
