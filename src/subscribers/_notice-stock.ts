import type { SubscriberArgs } from "@medusajs/framework"
import { z } from "@medusajs/framework/zod"
import { SUPABASE_SYNC_MODULE } from "../modules/supabase-sync"
import type { NoticedKind } from "../modules/supabase-sync/client/stock-net"
import type { SupabaseSyncModuleService } from "../modules/supabase-sync/service"

const ids = z.union([z.string(), z.array(z.string())])

/**
 * Hands what an event names to the second net, which coalesces events and runs one workflow for all
 * of them: a bulk update comes as 600 events. An event that says something else is left to the
 * third net.
 *
 * @param kinds which of the event's ids are of which kind.
 */
export function noticeStock(
  { event, container }: SubscriberArgs,
  kinds: Readonly<Record<string, NoticedKind>>
): void {
  const noticed = Object.entries(kinds).flatMap(([key, kind]) => {
    const named = z.object({ [key]: ids }).safeParse(event.data)
    const value = named.success ? named.data[key] : undefined
    return value === undefined ? [] : [[kind, [value].flat()] as const]
  })
  container
    .resolve<SupabaseSyncModuleService>(SUPABASE_SYNC_MODULE)
    .net.notice(Object.fromEntries(noticed))
}
